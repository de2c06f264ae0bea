package io.dialtree.sip.sdp;

/**
 * The {@code o=} line: who described the session, and which version of it this is.
 *
 * @param username as written
 * @param sessionId stays the same for the whole session
 * @param version grows with every change (RFC 3264 8)
 * @param connection the rest of the line
 */
public record SdpOrigin(
    String username, String sessionId, String version, SdpConnection connection) {
  /** Stands in for a missing line. */
  static final SdpOrigin NONE = new SdpOrigin("-", "0", "0", new SdpConnection("IP4", "0.0.0.0"));

  @Override
  public String toString() {
    return username + " " + sessionId + " " + version + " " + connection;
  }
}
