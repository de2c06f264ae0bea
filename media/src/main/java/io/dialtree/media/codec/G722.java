package io.dialtree.media.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

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

  /** The codes whose coarse difference is zero: the decoder forgets, always the same way. */
  static final int REST_LOW = 61;

  /** As {@link #REST_LOW}, for the upper band. */
  static final int REST_HIGH = 3;

  /**
   * A decoder's predictor forgets with a time constant of 32 ms. After 40 ms of rest the errors of
   * the beginning are 10 dB below speech and fade; without it they are as loud as the speech.
   */
  private static final int REST_MS = 40;

  /** Five times the predictor's time constant: what is left of it is 40 dB below the speech. */
  private static final int JOIN_MS = 160;

  private static final int FADE_SAMPLES = 8 * SAMPLE_RATE / 1000;

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
  public byte silence() {
    return (byte) ((REST_HIGH << 6) | REST_LOW);
  }

  /**
   * The encoder cannot know what the decoder heard before, so the piece begins with a rest that
   * brings every decoder to about the same state, and the encoder starts from that one.
   */
  @Override
  public byte[] encodePiece(short[] pcm) {
    if (pcm.length == 0) {
      return new byte[0];
    }
    int rest = payloadBytes(REST_MS);
    byte[] bytes = new byte[rest + (pcm.length + 1) / 2];
    Arrays.fill(bytes, 0, rest, silence());
    G722Encoder.rested().encode(faded(pcm), 0, pcm.length, bytes, rest);
    return bytes;
  }

  @Override
  public short[] decodePiece(ByteBuffer piece) {
    short[] pcm = new short[2 * piece.capacity()];
    int rest = Math.min(2 * payloadBytes(REST_MS), decode(piece, 0, piece.capacity(), pcm, 0));
    return Arrays.copyOfRange(pcm, rest, pcm.length);
  }

  @Override
  public Optional<PieceJoin> join() {
    return Optional.of(Join.OF_PIECES);
  }

  /**
   * The encoder runs into the end of the one piece, so that it remembers what the decoder does, and
   * codes the beginning of the other until both have forgotten that this once began otherwise.
   */
  private enum Join implements PieceJoin {
    OF_PIECES;

    private static final int SAMPLES = JOIN_MS * SAMPLE_RATE / 1000;

    @Override
    public int samples() {
      return SAMPLES;
    }

    @Override
    public int endBytes() {
      return FADE_SAMPLES / 2;
    }

    @Override
    public int beginningBytes() {
      return MODE_1.payloadBytes(REST_MS) + SAMPLES / 2;
    }

    @Override
    public byte[] encode(short[] end, short[] beginning) {
      G722Encoder encoder = G722Encoder.rested();
      byte[] bytes = new byte[SAMPLES]; // half of it for either side
      encoder.encode(end, 0, SAMPLES, bytes, 0);
      encoder.encode(beginning, 0, SAMPLES, bytes, SAMPLES / 2);
      return Arrays.copyOfRange(bytes, SAMPLES / 2 - endBytes(), SAMPLES);
    }
  }

  private static short[] faded(short[] pcm) {
    short[] soft = pcm.clone();
    int fade = Math.min(FADE_SAMPLES, pcm.length / 2);
    for (int i = 0; i < fade; i++) {
      double gain = 0.5 - 0.5 * Math.cos(Math.PI * (i + 0.5) / fade);
      soft[i] = (short) Math.round(soft[i] * gain);
      int mirrored = pcm.length - 1 - i;
      soft[mirrored] = (short) Math.round(soft[mirrored] * gain);
    }
    return soft;
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
