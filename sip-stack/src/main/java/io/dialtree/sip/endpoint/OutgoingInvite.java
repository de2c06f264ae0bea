package io.dialtree.sip.endpoint;

import java.util.Map;

/**
 * What to dial and what to say.
 *
 * @param requestUri such as {@code sip:1000@127.0.0.1:5060;transport=tcp}; without a transport it
 *     goes by UDP
 * @param fromUser user part of our From address
 * @param fromDisplay display name, or empty
 * @param sdp our offer; empty asks the far end for one, which is then answered by nobody, so give
 *     one
 * @param extraHeaders headers added to the INVITE; values with line breaks are left out
 */
public record OutgoingInvite(
    String requestUri,
    String fromUser,
    String fromDisplay,
    String sdp,
    Map<String, String> extraHeaders) {

  public OutgoingInvite {
    extraHeaders = Map.copyOf(extraHeaders);
  }

  /** A plain call with an offer. */
  public static OutgoingInvite to(String requestUri, String fromUser, String sdp) {
    return new OutgoingInvite(requestUri, fromUser, "", sdp, Map.of());
  }
}
