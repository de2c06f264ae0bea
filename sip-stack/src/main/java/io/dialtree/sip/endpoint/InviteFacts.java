package io.dialtree.sip.endpoint;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * What an INVITE says, read once. Texts come from the network: escape them where they are used.
 *
 * @param callId the Call-ID
 * @param fromUser caller's number or name, normalised like the request user; empty when anonymous
 * @param fromUri caller's address as it was sent
 * @param fromDisplay caller's display name, unescaped once; empty when absent
 * @param toUser user part of the To address, normalised
 * @param requestUser the dialled number: user part of the Request-URI, with {@code tel:} and {@code
 *     user=phone} separators, percent escapes and parameters removed (RFC 3966, RFC 3261 19.1.6)
 * @param requestUri the Request-URI as it was sent
 * @param source address and port the packet came from, which is not what it claims
 * @param transport how it came
 * @param userAgent the User-Agent header; empty when absent
 * @param headers identity, diversion, reason and {@code X-} headers under lower-case names; at most
 *     32 of 1024 characters
 */
public record InviteFacts(
    String callId,
    String fromUser,
    String fromUri,
    String fromDisplay,
    String toUser,
    String requestUser,
    String requestUri,
    InetSocketAddress source,
    SipTransport transport,
    String userAgent,
    Map<String, String> headers) {

  public InviteFacts {
    headers = Map.copyOf(headers);
  }

  /** A header of {@link #headers} by its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
  }
}
