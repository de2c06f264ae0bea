package io.dialtree.sip.sdp;

/** What an exchange of SDP leads to. */
public sealed interface Outcome {

  /**
   * Both sides agree.
   *
   * @param sdp our answer; our own offer again when the peer answered us
   * @param plan for the media engine
   * @param state for the next exchange
   */
  record Agreed(String sdp, MediaPlan plan, SdpState state) implements Outcome {}

  /**
   * They do not; a running session goes on as it was.
   *
   * @param sipCode 488 or 400
   * @param slug stable name of the reason, such as {@code no-common-codec}
   * @param warning value of a Warning header (RFC 3261 20.43)
   */
  record Refused(int sipCode, String slug, String warning) implements Outcome {}

  /** A refusal with its warning. */
  static Refused refused(int sipCode, String slug, int warningCode, String text) {
    return new Refused(
        sipCode, slug, warningCode + " dialtree \"" + text.replace("\"", "'") + "\"");
  }
}
