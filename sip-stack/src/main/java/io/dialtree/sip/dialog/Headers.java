package io.dialtree.sip.dialog;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.message.SIPMessage;
import io.dialtree.sip.guard.LogText;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sip.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts headers and bodies into messages of ours, as text. Nothing that could break the message gets
 * in.
 */
final class Headers {
  private static final Logger log = LoggerFactory.getLogger(Headers.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,64}");

  /**
   * Headers the module writes itself; an application that could set them could break the dialog.
   */
  private static final Set<String> OURS =
      Set.of(
          "via",
          "from",
          "to",
          "call-id",
          "cseq",
          "contact",
          "content-length",
          "content-type",
          "max-forwards",
          "route");

  private Headers() {}

  static void add(SIPMessage message, String name, String value) {
    if (!NAME.matcher(name).matches()
        || OURS.contains(name.toLowerCase(Locale.ROOT))
        || hasControls(value)) {
      log.warn("header {} was left out", LogText.escape(name));
      return;
    }
    ExtensionHeaderImpl header = new ExtensionHeaderImpl(name);
    header.setValue(value);
    message.setHeader((Header) header);
  }

  static void addAll(SIPMessage message, Map<String, String> extra) {
    extra.forEach((name, value) -> add(message, name, value));
  }

  private static boolean hasControls(String value) {
    return value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F);
  }

  static void setSdp(SIPMessage message, String sdp) {
    setBody(message, "sdp", sdp);
  }

  static void setBody(SIPMessage message, String applicationType, String body) {
    try {
      message.setContent(
          body.getBytes(StandardCharsets.UTF_8), new ContentType("application", applicationType));
    } catch (ParseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
