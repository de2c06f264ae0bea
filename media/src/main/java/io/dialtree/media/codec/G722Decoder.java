package io.dialtree.media.codec;

import java.nio.ByteBuffer;

/** One stream's way from G.722 bytes to 16 kHz samples. */
final class G722Decoder implements AudioDecoder {
  private final G722Mirror mirror = new G722Mirror();
  private final G722Band.Low low = new G722Band.Low();
  private final G722Band.High high = new G722Band.High();

  @Override
  public int decode(ByteBuffer in, int offset, int length, short[] out, int outOffset) {
    for (int i = 0; i < length; i++) {
      int code = in.get(offset + i);
      int lowSample = low.decode(code & 0x3F);
      int highSample = high.decode((code >> 6) & 3);
      mirror.push(lowSample + highSample, lowSample - highSample);
      out[outOffset + 2 * i] = (short) G722Predictor.clamp(mirror.odd() >> 11);
      out[outOffset + 2 * i + 1] = (short) G722Predictor.clamp(mirror.even() >> 11);
    }
    return 2 * length;
  }
}
