package io.dialtree.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The WAV of one channel of 16-bit samples that engines give and the cache keeps. */
final class WavBytes {
  private static final int HEADER_BYTES = 44;
  private static final int RATE_MIN = 4_000;
  private static final int RATE_MAX = 192_000;

  private WavBytes() {}

  static byte[] of(SpokenAudio audio) {
    int data = 2 * audio.samples().length;
    ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + data).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + data).put(ascii("WAVEfmt "));
    wav.putInt(16).putShort((short) 1).putShort((short) 1);
    wav.putInt(audio.sampleRate())
        .putInt(2 * audio.sampleRate())
        .putShort((short) 2)
        .putShort((short) 16);
    wav.put(ascii("data")).putInt(data);
    wav.asShortBuffer().put(audio.samples());
    return wav.array();
  }

  /**
   * Reads what {@link #of} wrote. The length of the data may be too large, as in files written to a
   * pipe.
   */
  static Optional<SpokenAudio> parse(byte[] bytes) {
    ByteBuffer wav = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length <= HEADER_BYTES
        || !startsWith(bytes, 0, "RIFF")
        || !startsWith(bytes, 8, "WAVEfmt ")
        || !startsWith(bytes, 36, "data")
        || wav.getShort(22) != 1
        || wav.getShort(34) != 16) {
      return Optional.empty();
    }
    int rate = wav.getInt(24);
    if (rate < RATE_MIN || rate > RATE_MAX) {
      return Optional.empty();
    }
    short[] samples = new short[(bytes.length - HEADER_BYTES) / 2];
    wav.position(HEADER_BYTES).asShortBuffer().get(samples);
    return Optional.of(new SpokenAudio(samples, rate));
  }

  /** Whether the data is as long as the header says, so that a file cut short is noticed. */
  static boolean isComplete(byte[] bytes) {
    return bytes.length > HEADER_BYTES
        && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(40)
            == bytes.length - HEADER_BYTES;
  }

  private static boolean startsWith(byte[] bytes, int at, String text) {
    byte[] wanted = ascii(text);
    return Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
