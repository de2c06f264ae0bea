package io.dialtree.media.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One audio encoding as RTP carries it (RFC 3551). The codec itself has no state and any thread may
 * ask it; what a stream has to remember is in the encoders and decoders it makes. Offsets and
 * lengths outside the given arrays are bugs of the caller.
 */
public interface AudioCodec {
  /** Samples a second that {@link #newNarrowbandDecoder} gives. */
  int NARROWBAND_RATE = 8000;

  /** Name in SDP's {@code a=rtpmap}, such as {@code PCMU}. */
  String encodingName();

  /** Payload type assigned by RFC 3551 table 4, or -1 when the type is always negotiated. */
  int staticPayloadType();

  /** RTP clock in ticks a second; differs from {@link #sampleRate()} for some codecs. */
  int clockRate();

  /** Samples a second of the linear side. */
  int sampleRate();

  /**
   * Milliseconds of each payload of a codec whose payloads differ in length, and whose pieces are
   * to be read by {@link FramedPiece}; 0 for all others, whose payloads may be cut anywhere.
   */
  default int frameMs() {
    return 0;
  }

  /** Bytes of a payload of {@code ptimeMs} milliseconds. */
  int payloadBytes(int ptimeMs);

  /** RTP timestamp ticks of a payload of {@code payloadBytes} bytes. */
  int payloadTicks(int payloadBytes);

  /**
   * The byte that fills a payload with silence, and that lets a decoder with a memory come to rest.
   */
  byte silence();

  /** An encoder for one stream, at rest. */
  AudioEncoder newEncoder();

  /** A decoder for one stream, at rest, that gives {@link #sampleRate()} samples a second. */
  AudioDecoder newDecoder();

  /**
   * A decoder for one stream, at rest, that gives 8000 samples a second whatever the codec carries:
   * what lies above 4 kHz is left out. For detectors of telephone tones.
   */
  AudioDecoder newNarrowbandDecoder();

  /**
   * Encodes a piece that is played by many streams, after any other piece. A codec with a memory
   * sees to it that the join does not click.
   */
  default byte[] encodePiece(short[] pcm) {
    byte[] bytes = new byte[2 * pcm.length + 1]; // no codec needs more than 16 bits a sample
    return Arrays.copyOf(bytes, encode(pcm, 0, pcm.length, bytes, 0));
  }

  /** The samples of what {@link #encodePiece} made, without what it put before them. */
  default short[] decodePiece(ByteBuffer piece) {
    short[] pcm = new short[2 * piece.capacity()]; // no codec has more than two samples a byte
    return Arrays.copyOf(pcm, decode(piece, 0, piece.capacity(), pcm, 0));
  }

  /** How two pieces are put together; empty when one may simply follow the other. */
  default Optional<PieceJoin> join() {
    return Optional.empty();
  }

  /** Decodes a whole piece from rest, as {@link AudioDecoder#decode} does. */
  default int decode(ByteBuffer in, int offset, int length, short[] out, int outOffset) {
    return newDecoder().decode(in, offset, length, out, outOffset);
  }

  /** Encodes a whole piece from rest, as {@link AudioEncoder#encode} does. */
  default int encode(short[] pcm, int offset, int samples, byte[] out, int outOffset) {
    return newEncoder().encode(pcm, offset, samples, out, outOffset);
  }
}
