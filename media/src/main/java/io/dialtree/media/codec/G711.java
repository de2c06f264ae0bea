package io.dialtree.media.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
    int whole = length & -Long.BYTES;
    for (int i = 0; i < whole; i += Long.BYTES) {
      decodeEight(eight(in, offset + i), out, outOffset + i);
    }
    for (int i = whole; i < length; i++) {
      out[outOffset + i] = samples[in.get(offset + i) & 0xFF];
    }
    return length;
  }

  /**
   * Eight bytes, the first one highest. Looking into a buffer costs more than the law does: read
   * one by one, a frame takes more than twice the time.
   */
  private static long eight(ByteBuffer in, int at) {
    long bytes = in.getLong(at);
    return in.order() == ByteOrder.BIG_ENDIAN ? bytes : Long.reverseBytes(bytes);
  }

  private void decodeEight(long bytes, short[] out, int at) {
    short[] table = samples;
    out[at] = table[(int) (bytes >>> 56)];
    out[at + 1] = table[(int) (bytes >>> 48) & 0xFF];
    out[at + 2] = table[(int) (bytes >>> 40) & 0xFF];
    out[at + 3] = table[(int) (bytes >>> 32) & 0xFF];
    out[at + 4] = table[(int) (bytes >>> 24) & 0xFF];
    out[at + 5] = table[(int) (bytes >>> 16) & 0xFF];
    out[at + 6] = table[(int) (bytes >>> 8) & 0xFF];
    out[at + 7] = table[(int) bytes & 0xFF];
  }

  @Override
  public int encode(short[] pcm, int offset, int count, byte[] out, int outOffset) {
    for (int i = 0; i < count; i++) {
      out[outOffset + i] = encodeSample(pcm[offset + i]);
    }
    return count;
  }
}
