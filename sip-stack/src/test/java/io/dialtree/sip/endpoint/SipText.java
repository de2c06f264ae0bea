package io.dialtree.sip.endpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * A SIP message as text, read by the simplest means so that a test trusts nothing of the code it
 * tests.
 */
record SipText(String text) {

  /** A text block with the line ends of the wire. */
  static String lines(String block) {
    return block.replace("\n", "\r\n");
  }

  String firstLine() {
    return text.lines().findFirst().orElse("");
  }

  int code() {
    return firstLine().startsWith("SIP/2.0 ") ? Integer.parseInt(firstLine().substring(8, 11)) : -1;
  }

  String method() {
    return firstLine().split(" ", 2)[0];
  }

  String requestUri() {
    return firstLine().split(" ", 3)[1];
  }

  boolean isProvisional() {
    return code() >= 100 && code() < 200;
  }

  List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (String line : text.split("\r\n\r\n", 2)[0].split("\r\n", -1)) {
      if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
        values.add(line.substring(name.length() + 1).strip());
      }
    }
    return values;
  }

  String header(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? "" : values.getFirst();
  }

  String body() {
    String[] parts = text.split("\r\n\r\n", 2);
    return parts.length < 2 ? "" : parts[1];
  }

  /** CSeq in one spelling, whatever blanks and case the header has. */
  String cseq() {
    String unfolded = text.replaceAll("\r\n[ \t]+", " ");
    return new SipText(unfolded).header("CSeq").replaceAll("\\s+", " ");
  }

  /** True unless both name a Call-ID in its long form and the two differ. */
  boolean belongsTo(SipText request) {
    String id = request.header("Call-ID");
    return id.isEmpty() || id.equals(header("Call-ID"));
  }

  String toTag() {
    return tag(header("To"));
  }

  String fromTag() {
    return tag(header("From"));
  }

  /** The address inside the angle brackets of Contact. */
  String contactUri() {
    String contact = header("Contact");
    return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
  }

  private static String tag(String value) {
    int at = value.indexOf(";tag=");
    return at < 0 ? "" : value.substring(at + 5).split(";", 2)[0];
  }
}
