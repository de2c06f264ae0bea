package io.dialtree.sip.sdp;

/**
 * A payload type the peer may send us, which is a number of our own SDP (RFC 3264 5.1).
 *
 * @param payloadType 0..127
 * @param encodingName the codec as we name it in {@link CodecOffer}
 * @param clockRate RTP clock in Hz
 */
public record ReceiveFormat(int payloadType, String encodingName, int clockRate) {}
