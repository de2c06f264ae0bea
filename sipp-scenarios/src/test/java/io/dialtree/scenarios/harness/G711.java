package io.dialtree.scenarios.harness;

/** The two laws of ITU-T G.711, written for tests. */
public enum G711 {
  /** Mu-law, payload type 0 of RFC 3551. */
  ULAW(0, 0xFF),
  /** A-law, payload type 8 of RFC 3551. */
  ALAW(8, 0xD5);

  private final int payloadType;
  private final byte silence;

  G711(int payloadType, int silence) {
    this.payloadType = payloadType;
    this.silence = (byte) silence;
  }

  /** Returns the static RTP payload type of RFC 3551. */
  public int payloadType() {
    return payloadType;
  }

  /** Returns the code of a sample of value zero. */
  public byte silence() {
    return silence;
  }

  /** Returns the 16-bit linear value of one code. */
  public short decode(byte code) {
    return (short) (this == ULAW ? expandMu(code) : expandA(code));
  }

  /** Returns the code whose value lies nearest below the sample's size. */
  public byte encode(short sample) {
    return (byte) (this == ULAW ? compressMu(sample) : compressA(sample));
  }

  private static int expandMu(int code) {
    int bits = ~code & 0xFF;
    int size = ((((bits & 0x0F) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
    return (bits & 0x80) != 0 ? -size : size;
  }

  private static int compressMu(int sample) {
    int size = Math.min(Math.abs(sample), 32635) + 0x84;
    int segment = 31 - Integer.numberOfLeadingZeros(size) - 7;
    int code = (segment << 4) | ((size >> (segment + 3)) & 0x0F);
    return ~(sample < 0 ? code | 0x80 : code) & 0xFF;
  }

  private static int expandA(int code) {
    int bits = (code ^ 0x55) & 0xFF;
    int segment = (bits >> 4) & 7;
    int step = ((bits & 0x0F) << 4) + 8;
    int size = segment == 0 ? step : (step + 0x100) << (segment - 1);
    return (bits & 0x80) != 0 ? size : -size;
  }

  private static int compressA(int sample) {
    int size = Math.min(sample < 0 ? -sample - 1 : sample, 32767);
    int segment = size < 256 ? 0 : 31 - Integer.numberOfLeadingZeros(size) - 7;
    int step = segment == 0 ? size >> 4 : (size >> (segment + 3)) & 0x0F;
    return ((segment << 4) | step | (sample < 0 ? 0 : 0x80)) ^ 0x55;
  }
}
