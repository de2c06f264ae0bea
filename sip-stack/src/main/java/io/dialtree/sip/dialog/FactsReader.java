package io.dialtree.sip.dialog;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import io.dialtree.sip.endpoint.InviteFacts;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads an INVITE into {@link InviteFacts}. Pure. */
final class FactsReader {
  private static final int HEADERS_MAX = 32;
  private static final int HEADER_CHARS_MAX = 1024;

  private static final Set<String> OF_INTEREST =
      Set.of(
          "p-asserted-identity",
          "p-preferred-identity",
          "remote-party-id",
          "privacy",
          "diversion",
          "history-info",
          "user-to-user",
          "call-info",
          "alert-info",
          "subject",
          "reason",
          "identity");

  private FactsReader() {}

  static InviteFacts read(SIPRequest invite, Dialog dialog) {
    String fromUri = dialog.remote.getURI().toString();
    String requestUri = invite.getRequestURI().toString();
    return new InviteFacts(
        dialog.callId,
        anonymousIsNobody(PhoneUser.of(fromUri)),
        fromUri,
        displayName(dialog.remote.getDisplayName()),
        PhoneUser.of(invite.getTo().getAddress().getURI().toString()),
        PhoneUser.of(requestUri),
        requestUri,
        dialog.peer,
        dialog.transport,
        cut(Leg.header(invite, "User-Agent")),
        headersOfInterest(invite));
  }

  /** RFC 3323 4.1: this user part means that there is none. */
  private static String anonymousIsNobody(String user) {
    return user.equalsIgnoreCase("anonymous") ? "" : user;
  }

  @SuppressWarnings("NullAway") // JAIN-SIP gives null for an address without a name.
  private static String displayName(String name) {
    if (name == null) {
      return "";
    }
    String bare = name.strip();
    boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
    return (quoted ? bare.substring(1, bare.length() - 1) : bare).replaceAll("\\\\(.)", "$1");
  }

  private static Map<String, String> headersOfInterest(SIPRequest invite) {
    Map<String, String> found = new TreeMap<>();
    for (Iterator<?> names = invite.getHeaderNames();
        names.hasNext() && found.size() < HEADERS_MAX; ) {
      String name = String.valueOf(names.next()).toLowerCase(Locale.ROOT);
      if ((OF_INTEREST.contains(name) || name.startsWith("x-"))
          && invite.getHeader(name) instanceof SIPHeader header) {
        found.put(name, cut(header.getHeaderValue()));
      }
    }
    return found;
  }

  private static String cut(String value) {
    return value.length() > HEADER_CHARS_MAX ? value.substring(0, HEADER_CHARS_MAX) : value;
  }
}
