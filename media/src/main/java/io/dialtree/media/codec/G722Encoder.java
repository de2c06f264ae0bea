package io.dialtree.media.codec;

/** One stream's way from 16 kHz samples to G.722 bytes. An odd last sample gets a silent twin. */
final class G722Encoder implements AudioEncoder {
  private static final int REST_SAMPLES = 4000; // ten times what the slowest memory lasts

  private final G722Mirror mirror = new G722Mirror();
  private final G722Band.Low low = new G722Band.Low();
  private final G722Band.High high = new G722Band.High();

  /** One whose decoder has heard {@link G722#silence} until nothing changed any more. */
  static G722Encoder rested() {
    G722Encoder encoder = new G722Encoder();
    for (int i = 0; i < REST_SAMPLES; i++) {
      encoder.low.decode(G722.REST_LOW);
      encoder.high.decode(G722.REST_HIGH);
    }
    return encoder;
  }

  @Override
  public int encode(short[] pcm, int offset, int samples, byte[] out, int outOffset) {
    int bytes = (samples + 1) / 2;
    for (int i = 0; i < bytes; i++) {
      int at = offset + 2 * i;
      mirror.push(pcm[at], 2 * i + 1 < samples ? pcm[at + 1] : 0);
      int lowCode = low.encode((mirror.odd() + mirror.even()) >> 14);
      int highCode = high.encode((mirror.odd() - mirror.even()) >> 14);
      out[outOffset + i] = (byte) ((highCode << 6) | lowCode);
    }
    return bytes;
  }
}
