package io.dialtree.sip.dialog;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sip.header.AcceptHeader;
import javax.sip.header.RequireHeader;

/**
 * What every request has to pass before anybody thinks about it, in the order of RFC 3261 8.2.
 * Pure.
 */
final class RequestChecks {
  /** The methods this endpoint acts on. */
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO";

  /** The bodies an INVITE may carry. */
  static final String ACCEPT = "application/sdp, multipart/mixed";

  private static final Set<String> METHODS =
      Set.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO");
  private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");

  /** Option tags a Require may name. None yet: each has to be true before it is listed. */
  private static final Set<String> SUPPORTED = Set.of();

  private RequestChecks() {}

  /** The reason to refuse this request, or empty. Not for ACK, which is never answered. */
  static Optional<Refusal> problem(SIPRequest request) {
    String method = request.getMethod();
    if (!"SIP/2.0".equalsIgnoreCase(request.getRequestLine().getSipVersion())) {
      return Optional.of(Refusal.of(505, "Version Not Supported"));
    }
    if (!method.equals(request.getCSeq().getMethod())) {
      return Optional.of(Refusal.of(400, "CSeq Method Mismatch"));
    }
    if (!METHODS.contains(method)) {
      return Optional.of(
          method.equals("NOTIFY") ? Refusal.of(481, "") : Refusal.with(405, "", "Allow", ALLOW));
    }
    if (!SCHEMES.contains(request.getRequestURI().getScheme().toLowerCase(Locale.ROOT))) {
      return Optional.of(Refusal.of(416, ""));
    }
    if (method.equals("CANCEL")) {
      return Optional.empty();
    }
    return unsupported(request)
        .or(() -> method.equals("INVITE") ? inviteProblem(request) : Optional.empty());
  }

  /**
   * RFC 3261 8.2.2.3: the answer names exactly the tags we do not know. Proxy-Require is for
   * proxies.
   */
  private static Optional<Refusal> unsupported(SIPRequest request) {
    List<String> unknown = new ArrayList<>();
    for (Iterator<?> all = request.getHeaders(RequireHeader.NAME); all.hasNext(); ) {
      if (all.next() instanceof RequireHeader require
          && !SUPPORTED.contains(require.getOptionTag())) {
        unknown.add(require.getOptionTag());
      }
    }
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(Refusal.with(420, "", "Unsupported", String.join(", ", unknown)));
  }

  private static Optional<Refusal> inviteProblem(SIPRequest request) {
    if (request.getContactHeaders() == null || request.getContactHeaders().isEmpty()) {
      // RFC 3261 8.1.1.8: without it there is nowhere to send a BYE.
      return Optional.of(Refusal.of(400, "Missing Contact"));
    }
    if (!acceptsSdp(request)) {
      return Optional.of(Refusal.of(406, ""));
    }
    return bodyProblem(request);
  }

  /** RFC 3261 8.2.3, with the exception for bodies the sender calls optional. */
  private static Optional<Refusal> bodyProblem(SIPRequest request) {
    if (Bodies.isEmpty(request) || Bodies.isOptional(request)) {
      return Optional.empty();
    }
    if (!Bodies.isPlainEncoding(request)) {
      return Optional.of(
          new Refusal(415, "", Map.of("Accept", ACCEPT, "Accept-Encoding", "identity")));
    }
    ContentType type = request.getContentTypeHeader();
    if (type == null || !Bodies.isReadable(type)) {
      return Optional.of(Refusal.with(415, "", "Accept", ACCEPT));
    }
    return Optional.empty();
  }

  private static boolean acceptsSdp(SIPRequest request) {
    boolean any = false;
    for (Iterator<?> all = request.getHeaders(AcceptHeader.NAME); all.hasNext(); ) {
      if (all.next() instanceof AcceptHeader accept && accept.getContentType() != null) {
        any = true;
        if (matches(accept)) {
          return true;
        }
      }
    }
    return !any;
  }

  private static boolean matches(AcceptHeader accept) {
    String type = accept.getContentType();
    String sub = accept.getContentSubType();
    return type.equals("*")
        || (type.equalsIgnoreCase("application")
            && (sub.equals("*") || sub.equalsIgnoreCase("sdp")));
  }
}
