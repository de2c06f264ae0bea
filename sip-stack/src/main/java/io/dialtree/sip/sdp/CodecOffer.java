package io.dialtree.sip.sdp;

/**
 * A codec we can speak.
 *
 * @param encodingName as in {@code a=rtpmap}, such as {@code PCMU}
 * @param payloadType the number in our own offers
 * @param clockRate RTP clock in Hz; 8000 for G722 although it carries 16 kHz (RFC 3551 4.5.2)
 * @param fmtp format parameters, or empty
 */
public record CodecOffer(String encodingName, int payloadType, int clockRate, String fmtp) {

  /** A codec without parameters. */
  public static CodecOffer of(String encodingName, int payloadType, int clockRate) {
    return new CodecOffer(encodingName, payloadType, clockRate, "");
  }

  static boolean isOpus(String encodingName) {
    return encodingName.equalsIgnoreCase("opus");
  }

  /** The codec as {@code a=rtpmap} says it; Opus with its two channels (RFC 7587 section 7). */
  String rtpmap() {
    return encodingName + "/" + clockRate + (isOpus(encodingName) ? "/2" : "");
  }
}
