package io.dialtree.media.codec;

import java.nio.ByteBuffer;

/**
 * The two laws of ITU-T G.711 at 8 kHz, 64 kbit/s: one byte a sample, decoded by a table of 256
 * samples. It remembers nothing, so that one encoder and decoder serve every stream.
 */
public enum G711 implements AudioCodec, AudioEncoder, AudioDecoder {
  /** u-law, RTP payload type 0. */
  PCMU(0, (byte) 0xFF) {
    @Override
    byte encodeSample(int sample) {
      int sign = sample < 0 ? 0x80 : 0;
      int biased = Math.min(Math.abs(sample), ULAW_CLIP) + ULAW_BIAS;
      int segment = 24 - Integer.numberOfLeadingZeros(biased);
      return (byte) ~(sign | (segment << 4) | ((biased >> (segment + 3)) & 0x0F));
    }

    @Override
    short decodeByte(int code) {
      int bits = ~code;
      int magnitude = ((((bits & 0x0F) << 3) + ULAW_BIAS) << ((bits >> 4) & 7)) - ULAW_BIAS;
      return (short) ((bits & 0x80) == 0 ? magnitude : -magnitude);
    }
  },

  /** A-law, RTP payload type 8. */
  PCMA(8, (byte) 0xD5) {
    @Override
    byte encodeSample(int sample) {
      int invert = sample < 0 ? 0x55 : 0xD5;
      int magnitude = sample < 0 ? ~sample : sample;
      int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
      int mantissa = (magnitude >> (segment == 0 ? 4 : segment + 3)) & 0x0F;
      return (byte) (((segment << 4) | mantissa) ^ invert);
    }

    @Override
    short decodeByte(int code) {
      int bits = code ^ 0x55;
      int segment = (bits >> 4) & 7;
      int mantissa = (bits & 0x0F) << 4;
      int magnitude = segment == 0 ? mantissa + 8 : (mantissa + 0x108) << (segment - 1);
      return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
    }
  };

  private static final int ULAW_BIAS = 132;
  private static final int ULAW_CLIP = 32635;
  private static final int RATE = 8000;

  private final int payloadType;
  private final byte silence;

  @SuppressWarnings("ImmutableEnumChecker") // Written by the constructor only.
  private final short[] samples = new short[256];

  G711(int payloadType, byte silence) {
    this.payloadType = payloadType;
    this.silence = silence;
    for (int code = 0; code < samples.length; code++) {
      samples[code] = decodeByte(code);
    }
  }

  abstract byte encodeSample(int sample);

  abstract short decodeByte(int code);

  @Override
  public String encodingName() {
    return name();
  }

  @Override
  public int staticPayloadType() {
    return payloadType;
  }

  @Override
  public int clockRate() {
    return RATE;
  }

  @Override
  public int sampleRate() {
    return RATE;
  }

  @Override
  public int payloadBytes(int ptimeMs) {
    return ptimeMs * RATE / 1000;
  }

  @Override
  public int payloadTicks(int payloadBytes) {
    return payloadBytes;
  }

  @Override
  public byte silence() {
    return silence;
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
    return this;
  }

  @Override
  public int decode(ByteBuffer in, int offset, int length, short[] out, int outOffset) {
    short[] table = samples;
    for (int i = 0; i < length; i++) {
      out[outOffset + i] = table[in.get(offset + i) & 0xFF];
    }
    return length;
  }

  @Override
  public int encode(short[] pcm, int offset, int count, byte[] out, int outOffset) {
    for (int i = 0; i < count; i++) {
      out[outOffset + i] = encodeSample(pcm[offset + i]);
    }
    return count;
  }
}
