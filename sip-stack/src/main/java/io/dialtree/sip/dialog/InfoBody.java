package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.sip.header.ContentTypeHeader;

/** What an INFO brings. */
sealed interface InfoBody {
  /** Bodies that mean something here. */
  String ACCEPT = "application/dtmf-relay, application/dtmf";

  /** A probe without a body. */
  record Nothing() implements InfoBody {}

  /** A key. */
  record Pressed(InfoKey key) implements InfoBody {}

  /** Something we do not take. */
  record Unwelcome(Refusal refusal) implements InfoBody {}

  static InfoBody read(SIPRequest request) {
    if (request.getHeader("Info-Package") != null) {
      // RFC 6086 4.2.2: an empty Recv-Info says that no package is known here.
      return new Unwelcome(Refusal.with(469, "Bad Info Package", "Recv-Info", ""));
    }
    if (Bodies.isEmpty(request)) {
      return new Nothing();
    }
    ContentTypeHeader type = request.getContentTypeHeader();
    boolean keys =
        type != null
            && type.getContentType().equalsIgnoreCase("application")
            && (type.getContentSubType().equalsIgnoreCase("dtmf-relay")
                || type.getContentSubType().equalsIgnoreCase("dtmf"));
    return keys
        ? key(request, type.getContentSubType())
        : new Unwelcome(Refusal.with(415, "", "Accept", ACCEPT));
  }

  private static InfoBody key(SIPRequest request, String subType) {
    Optional<InfoKey> key =
        InfoKey.read(subType, new String(request.getRawContent(), StandardCharsets.UTF_8));
    return key.isPresent() ? new Pressed(key.get()) : new Unwelcome(Refusal.of(400, "Unknown Key"));
  }
}
