package io.dialtree.media.codec;

/**
 * ITU-T G.722 in its mode of 64 kbit/s: 16 kHz audio in two sub-bands of adaptive differences, two
 * samples a byte. RTP counts it by a clock of 8 kHz, an old mistake that became the rule (RFC 3551
 * section 4.5.2).
 */
public enum G722 implements AudioCodec {
  /** 64 kbit/s, RTP payload type 9. */
  MODE_1;

  private static final int SAMPLE_RATE = 16_000;
  private static final int CLOCK_RATE = 8000;

  @Override
  public String encodingName() {
    return "G722";
  }

  @Override
  public int staticPayloadType() {
    return 9;
  }

  @Override
  public int clockRate() {
    return CLOCK_RATE;
  }

  @Override
  public int sampleRate() {
    return SAMPLE_RATE;
  }

  @Override
  public int payloadBytes(int ptimeMs) {
    return ptimeMs * CLOCK_RATE / 1000;
  }

  @Override
  public int payloadTicks(int payloadBytes) {
    return payloadBytes;
  }

  @Override
  public AudioEncoder newEncoder() {
    return new G722Encoder();
  }

  @Override
  public AudioDecoder newDecoder() {
    return new G722Decoder();
  }

  @Override
  public AudioDecoder newNarrowbandDecoder() {
    return new G722LowBandDecoder();
  }
}
