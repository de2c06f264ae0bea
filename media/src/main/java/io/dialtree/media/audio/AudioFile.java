package io.dialtree.media.audio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Reads WAV (PCM of 8 to 32 bits, float, u-law, A-law), AU, AIFF, MP3, Ogg Vorbis and FLAC as one
 * channel of 16-bit samples at the file's own rate. Channels are averaged.
 */
public final class AudioFile {
  /** Longest audio that is read; half an hour of 48 kHz is 173 MB, and no prompt is longer. */
  public static final int DURATION_MAX_S = 30 * 60;

  static final int RATE_MIN = 4_000;
  static final int RATE_MAX = 384_000;
  private static final int CHANNELS_MAX = 8;
  // The readers of compressed formats look this far ahead to recognise a file.
  private static final int LOOK_AHEAD_BYTES = 1 << 16;

  private AudioFile() {}

  /** Reads a file. */
  public static AudioRead read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    } catch (NoSuchFileException e) {
      return new AudioRead.Rejected(file + ": there is no such file");
    } catch (IOException e) {
      return new AudioRead.Rejected(file + ": cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param name what messages call it
   */
  // The format readers on the class path throw whatever a broken file makes them stumble over.
  @SuppressWarnings("CatchAndPrintStackTrace")
  public static AudioRead read(InputStream in, String name) {
    var buffered = new BufferedInputStream(in, LOOK_AHEAD_BYTES);
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(buffered)) {
      return PcmStream.readAll(audio, name);
    } catch (UnsupportedAudioFileException e) {
      return new AudioRead.Rejected(
          name + ": not a format we read (WAV, AU, AIFF, MP3, Ogg Vorbis, FLAC)");
    } catch (IOException | RuntimeException e) {
      return new AudioRead.Rejected(name + ": broken audio: " + e);
    }
  }

  static boolean hasUsableShape(int channels, float rate) {
    return channels >= 1 && channels <= CHANNELS_MAX && rate >= RATE_MIN && rate <= RATE_MAX;
  }
}
