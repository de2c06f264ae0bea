package io.dialtree.media.codec;

import java.nio.ByteBuffer;

/**
 * Linear samples of 16 bits in network order, one channel (RFC 3551 section 4.5.11). It remembers
 * nothing, so that one encoder and decoder serve every stream. The payload type is always
 * negotiated: the static ones are for 44.1 kHz.
 */
public enum L16 implements AudioCodec, AudioEncoder, AudioDecoder {
  /** 16 kHz, 256 kbit/s. */
  WIDEBAND(16_000),

  /** 8 kHz, 128 kbit/s. */
  NARROWBAND(8000);

  private static final int SAMPLE_BYTES = 2;
  private final int rate;

  L16(int rate) {
    this.rate = rate;
  }

  @Override
  public String encodingName() {
    return "L16";
  }

  @Override
  public int staticPayloadType() {
    return -1;
  }

  @Override
  public int clockRate() {
    return rate;
  }

  @Override
  public int sampleRate() {
    return rate;
  }

  @Override
  public int payloadBytes(int ptimeMs) {
    return ptimeMs * rate / 1000 * SAMPLE_BYTES;
  }

  @Override
  public int payloadTicks(int payloadBytes) {
    return payloadBytes / SAMPLE_BYTES;
  }

  @Override
  public byte silence() {
    return 0;
  }

  @Override
  public AudioEncoder newEncoder() {
    return this;
  }

  @Override
  public AudioDecoder newDecoder() {
    return this;
  }

  @Override
  public AudioDecoder newNarrowbandDecoder() {
    return this == NARROWBAND ? this : new L16NarrowbandDecoder();
  }

  @Override
  public int decode(ByteBuffer in, int offset, int length, short[] out, int outOffset) {
    int samples = length / SAMPLE_BYTES;
    for (int i = 0; i < samples; i++) {
      int at = offset + SAMPLE_BYTES * i;
      out[outOffset + i] = (short) ((in.get(at) << 8) | (in.get(at + 1) & 0xFF));
    }
    return samples;
  }

  @Override
  public int encode(short[] pcm, int offset, int samples, byte[] out, int outOffset) {
    for (int i = 0; i < samples; i++) {
      int at = outOffset + SAMPLE_BYTES * i;
      out[at] = (byte) (pcm[offset + i] >> 8);
      out[at + 1] = (byte) pcm[offset + i];
    }
    return samples * SAMPLE_BYTES;
  }
}
