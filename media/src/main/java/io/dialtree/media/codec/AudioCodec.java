package io.dialtree.media.codec;

import java.nio.ByteBuffer;

/**
 * One audio encoding as RTP carries it (RFC 3551). Coding never allocates and never throws for a
 * payload's content: any byte decodes to some sample. Offsets and lengths outside the given arrays
 * are bugs of the caller.
 */
public interface AudioCodec {
  /** Name in SDP's {@code a=rtpmap}, upper case, such as {@code PCMU}. */
  String encodingName();

  /** Payload type assigned by RFC 3551 table 4, or -1 when the type is always negotiated. */
  int staticPayloadType();

  /** RTP clock in ticks a second; differs from {@link #sampleRate()} for some codecs. */
  int clockRate();

  /** Samples a second of the linear side. */
  int sampleRate();

  /** Bytes of a payload of {@code ptimeMs} milliseconds. */
  int payloadBytes(int ptimeMs);

  /** RTP timestamp ticks of a payload of {@code payloadBytes} bytes. */
  int payloadTicks(int payloadBytes);

  /** The byte that fills a payload with silence. */
  byte silence();

  /**
   * Decodes {@code length} bytes at the absolute {@code offset} of {@code in}, without moving its
   * position.
   *
   * @return samples written to {@code out} from {@code outOffset} on
   */
  int decode(ByteBuffer in, int offset, int length, short[] out, int outOffset);

  /**
   * Encodes {@code samples} samples of {@code pcm}.
   *
   * @return bytes written to {@code out} from {@code outOffset} on
   */
  int encode(short[] pcm, int offset, int samples, byte[] out, int outOffset);
}
