package io.dialtree.media.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Opus (RFC 6716, RFC 7587) by the native library that libjitsi carries, where the platform has it.
 * Coded at 16 kHz, which is what prompts are kept at; RTP counts it by 48 kHz whatever is inside.
 * Each payload is one frame of 20 ms, of as many bytes as it needs.
 */
public final class Opus implements AudioCodec {
  static final int SAMPLE_RATE = 16_000;
  private static final int CLOCK_RATE = 48_000;
  private static final int FRAME_MS = 20;

  /** RFC 6716 section 3.4: no frame of one stream is longer. */
  static final int FRAME_BYTES_MAX = 1275;

  private static final Optional<AudioCodec> IF_AVAILABLE =
      OpusNative.isAvailable() ? Optional.of(new Opus()) : Optional.empty();

  private Opus() {}

  /** The codec, or nothing where the native library is missing. The first call loads it. */
  public static Optional<AudioCodec> ifAvailable() {
    return IF_AVAILABLE;
  }

  @Override
  public String encodingName() {
    return "opus";
  }

  @Override
  public int staticPayloadType() {
    return -1;
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
  public int frameMs() {
    return FRAME_MS;
  }

  /** The most that a frame may have. */
  @Override
  public int payloadBytes(int ptimeMs) {
    return FRAME_BYTES_MAX;
  }

  @Override
  public int payloadTicks(int payloadBytes) {
    return CLOCK_RATE / 1000 * FRAME_MS;
  }

  @Override
  public byte silence() {
    return 0;
  }

  @Override
  public AudioEncoder newEncoder() {
    return new OpusNative.Encoder(SAMPLE_RATE);
  }

  @Override
  public AudioDecoder newDecoder() {
    return new OpusNative.Decoder(SAMPLE_RATE);
  }

  @Override
  public AudioDecoder newNarrowbandDecoder() {
    return new OpusNative.Decoder(NARROWBAND_RATE);
  }

  @Override
  public short[] decodePiece(ByteBuffer piece) {
    int frame = SAMPLE_RATE / 1000 * FRAME_MS;
    AudioDecoder decoder = newDecoder();
    short[] pcm = new short[FramedPiece.framesBefore(piece, piece.capacity()) * frame];
    int written = 0;
    for (int at = 0; at < piece.capacity(); ) {
      int length = FramedPiece.lengthAt(piece, at);
      at += FramedPiece.LENGTH_BYTES;
      written += decoder.decode(piece, at, length, pcm, written);
      at += length;
    }
    return Arrays.copyOf(pcm, written);
  }

  @Override
  public byte[] encodePiece(short[] pcm) {
    int frame = SAMPLE_RATE / 1000 * FRAME_MS;
    int frames = (pcm.length + frame - 1) / frame;
    short[] whole = Arrays.copyOf(pcm, frames * frame);
    byte[] bytes = new byte[frames * (FRAME_BYTES_MAX + FramedPiece.LENGTH_BYTES)];
    AudioEncoder encoder = newEncoder();
    int at = 0;
    for (int i = 0; i < frames; i++) {
      int length = encoder.encode(whole, i * frame, frame, bytes, at + FramedPiece.LENGTH_BYTES);
      bytes[at] = (byte) (length >> 8);
      bytes[at + 1] = (byte) length;
      at += FramedPiece.LENGTH_BYTES + length;
    }
    return Arrays.copyOf(bytes, at);
  }
}
