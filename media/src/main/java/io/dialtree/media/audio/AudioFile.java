package io.dialtree.media.audio;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
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

  /** A reader has looked for a beginning as far as it may and found none, as in zeros. */
  private static final String PAST_LOOK_AHEAD = "Resetting to invalid mark";

  private static final byte[] OGG_MAGIC = "OggS".getBytes(StandardCharsets.US_ASCII);
  // The Vorbis reader drops what it has buffered when its input ends; bytes that are no page push
  // the last pages through.
  private static final int OGG_PADDING_BYTES = 1 << 14;

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
  // RuntimeException too: the format readers throw whatever a broken file makes them stumble over.
  public static AudioRead read(InputStream in, String name) {
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(recognisable(in))) {
      return PcmStream.readAll(audio, name);
    } catch (UnsupportedAudioFileException e) {
      return unknown(name);
    } catch (IOException | RuntimeException e) {
      return PAST_LOOK_AHEAD.equals(e.getMessage())
          ? unknown(name)
          : new AudioRead.Rejected(name + ": broken audio: " + e);
    }
  }

  private static AudioRead unknown(String name) {
    return new AudioRead.Rejected(
        name + ": not a format we read (WAV, AU, AIFF, MP3, Ogg Vorbis, FLAC)");
  }

  private static InputStream recognisable(InputStream in) throws IOException {
    var buffered = new BufferedInputStream(in, LOOK_AHEAD_BYTES);
    buffered.mark(OGG_MAGIC.length);
    boolean ogg = Arrays.equals(buffered.readNBytes(OGG_MAGIC.length), OGG_MAGIC);
    buffered.reset();
    if (!ogg) {
      return buffered;
    }
    var padding = new ByteArrayInputStream(new byte[OGG_PADDING_BYTES]);
    return new BufferedInputStream(new SequenceInputStream(buffered, padding), LOOK_AHEAD_BYTES);
  }

  static boolean hasUsableShape(int channels, float rate) {
    return channels >= 1 && channels <= CHANNELS_MAX && rate >= RATE_MIN && rate <= RATE_MAX;
  }
}
