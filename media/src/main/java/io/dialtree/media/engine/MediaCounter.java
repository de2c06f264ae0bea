package io.dialtree.media.engine;

/** What the media loop counts about itself, each with the sentence that metrics and docs print. */
public enum MediaCounter {
  PACKETS_IN("RTP packets accepted from the peer of a call"),
  PACKETS_OUT("RTP packets sent"),
  PACKETS_LOST(
      "RTP packets that were missing when a later one came; some of them may still come late"),
  PACKETS_LATE("RTP packets that came after a later one of the same stream"),
  PACKETS_DUPLICATE("RTP packets that came twice"),
  PACKETS_FOREIGN("Packets dropped because they came from an address the call has not learnt"),
  PACKETS_MALFORMED(
      "Packets dropped because they are no RTP or of a payload type nobody agreed on"),
  SRTP_AUTH_FAILED(
      "SRTP and SRTCP packets dropped because their tag is wrong: forged, damaged, or of another key"),
  SRTP_REPLAYED(
      "SRTP and SRTCP packets dropped because they came before or are older than the replay window"),
  PORT_UNREACHABLE("ICMP answers saying that nobody listens at the peer's RTP port"),
  SOCKET_ERRORS("Sockets that refused to read, write, connect or disconnect for another reason"),
  SEND_DROPPED("RTP packets the socket did not take"),
  DIGITS_EVENT("Digits heard as RFC 4733 telephone-events"),
  DIGITS_TONE("Digits heard as in-band tones"),
  DIGITS_INFO("Digits taken from SIP INFO"),
  TICKS("Duty cycles of the media threads"),
  TICKS_LATE_5_MS("Duty cycles that began more than 5 ms late"),
  TICKS_LATE_20_MS("Duty cycles that began more than 20 ms late"),
  RESYNCS("Times the loop was more than 60 ms late and skipped ahead"),
  IO_URING_LOST("Media threads that the kernel failed: they take a system call for every packet"),
  FAULTS("Unexpected exceptions in the media loop; each ended one call's media");

  private final String meaning;

  MediaCounter(String meaning) {
    this.meaning = meaning;
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }

  /** The name in metrics: lower snake case. */
  public String slug() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
