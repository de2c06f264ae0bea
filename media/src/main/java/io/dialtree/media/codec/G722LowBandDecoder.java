package io.dialtree.media.codec;

import java.nio.ByteBuffer;

/**
 * One stream's way from G.722 bytes to 8 kHz samples: the lower sub-band is telephone audio already
 * and costs less than half of decoding both.
 */
final class G722LowBandDecoder implements AudioDecoder {
  private final G722Band.Low low = new G722Band.Low();

  @Override
  public int decode(ByteBuffer in, int offset, int length, short[] out, int outOffset) {
    for (int i = 0; i < length; i++) {
      // The bands are split with half the level.
      out[outOffset + i] = (short) (2 * low.decode(in.get(offset + i) & 0x3F));
    }
    return length;
  }
}
