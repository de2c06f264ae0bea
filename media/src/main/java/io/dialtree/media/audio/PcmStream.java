package io.dialtree.media.audio;

import io.dialtree.media.codec.G711;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Turns an opened audio stream into samples of one channel, whatever its sample format. */
final class PcmStream {
  private static final int CHUNK_FRAMES = 4096;

  private final AudioInputStream in;
  private final int channels;
  private final int sampleBytes;
  private final Reader reader;
  private final ByteBuffer chunk;
  private short[] samples = new short[1 << 16];
  private int count;

  private PcmStream(AudioInputStream in) {
    AudioFormat format = in.getFormat();
    this.in = in;
    this.channels = format.getChannels();
    this.sampleBytes = (format.getSampleSizeInBits() + 7) / 8;
    this.reader = reader(format.getEncoding(), sampleBytes);
    ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    this.chunk = ByteBuffer.allocate(CHUNK_FRAMES * channels * sampleBytes).order(order);
  }

  /** Reads all of it, or says why not. */
  static AudioRead readAll(AudioInputStream audio, String name) throws IOException {
    AudioFormat format = audio.getFormat();
    int channels = format.getChannels();
    float rate = format.getSampleRate();
    if (!AudioFile.hasUsableShape(channels, rate)) {
      return new AudioRead.Rejected(
          "%s: %d channels at %.0f Hz; allowed are 1 to 8 channels at %d to %d Hz"
              .formatted(name, channels, rate, AudioFile.RATE_MIN, AudioFile.RATE_MAX));
    }
    PcmStream stream = new PcmStream(isLinear(format) ? audio : decoded(audio));
    long limit = (long) AudioFile.DURATION_MAX_S * Math.round(rate);
    if (!stream.fill(limit)) {
      return new AudioRead.Rejected(
          "%s: longer than %d minutes".formatted(name, AudioFile.DURATION_MAX_S / 60),
          AudioRead.Fault.TOO_LONG);
    }
    return stream.count == 0
        ? new AudioRead.Rejected(name + ": holds no audio", AudioRead.Fault.EMPTY)
        : new AudioRead.Pcm(Arrays.copyOf(stream.samples, stream.count), Math.round(rate));
  }

  private boolean fill(long limit) throws IOException {
    while (true) {
      int bytes = in.readNBytes(chunk.array(), 0, chunk.capacity());
      append(bytes / (channels * sampleBytes));
      if (bytes < chunk.capacity()) {
        return count <= limit;
      }
      if (count > limit) {
        return false;
      }
    }
  }

  private void append(int frames) {
    if (count + frames > samples.length) {
      samples = Arrays.copyOf(samples, samples.length * 2);
    }
    for (int frame = 0; frame < frames; frame++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += reader.sample(chunk, (frame * channels + channel) * sampleBytes);
      }
      double mean = Math.rint(sum / channels);
      samples[count++] = (short) Math.clamp(mean, Short.MIN_VALUE, Short.MAX_VALUE);
    }
  }

  /** One sample at a byte offset, on the scale of 16 bits. */
  private interface Reader {
    double sample(ByteBuffer bytes, int offset);
  }

  private static boolean isLinear(AudioFormat format) {
    Encoding encoding = format.getEncoding();
    return encoding.equals(Encoding.PCM_SIGNED)
        || encoding.equals(Encoding.PCM_UNSIGNED)
        || encoding.equals(Encoding.PCM_FLOAT)
        || encoding.equals(Encoding.ULAW)
        || encoding.equals(Encoding.ALAW);
  }

  private static AudioInputStream decoded(AudioInputStream audio) {
    AudioFormat from = audio.getFormat();
    int channels = from.getChannels();
    AudioFormat to =
        new AudioFormat(
            Encoding.PCM_SIGNED,
            from.getSampleRate(),
            16,
            channels,
            2 * channels,
            from.getSampleRate(),
            false);
    return AudioSystem.getAudioInputStream(to, audio);
  }

  private static Reader reader(Encoding encoding, int sampleBytes) {
    if (encoding.equals(Encoding.ULAW)) {
      return g711(G711.PCMU);
    }
    if (encoding.equals(Encoding.ALAW)) {
      return g711(G711.PCMA);
    }
    if (encoding.equals(Encoding.PCM_FLOAT)) {
      return sampleBytes == 8
          ? (bytes, at) -> bytes.getDouble(at) * 32767
          : (bytes, at) -> bytes.getFloat(at) * 32767;
    }
    boolean signed = encoding.equals(Encoding.PCM_SIGNED);
    return switch (sampleBytes) {
      case 1 -> (bytes, at) -> (signed ? bytes.get(at) : (bytes.get(at) & 0xFF) - 128) * 256.0;
      case 2 -> (bytes, at) -> signed ? bytes.getShort(at) : bytes.getChar(at) - 32768.0;
      case 3 -> (bytes, at) -> threeBytes(bytes, at) / 256.0;
      case 4 -> (bytes, at) -> bytes.getInt(at) / 65536.0;
      default -> throw new IllegalArgumentException("samples of " + sampleBytes + " bytes");
    };
  }

  private static Reader g711(G711 law) {
    short[] one = new short[1];
    return (bytes, at) -> {
      law.decode(bytes, at, 1, one, 0);
      return one[0];
    };
  }

  private static int threeBytes(ByteBuffer bytes, int at) {
    boolean big = bytes.order() == ByteOrder.BIG_ENDIAN;
    int high = bytes.get(big ? at : at + 2);
    int low = bytes.get(big ? at + 2 : at) & 0xFF;
    return (high << 16) | ((bytes.get(at + 1) & 0xFF) << 8) | low;
  }
}
