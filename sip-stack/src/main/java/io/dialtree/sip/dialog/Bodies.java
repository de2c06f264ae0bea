package io.dialtree.sip.dialog;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.sip.header.ContentDispositionHeader;
import javax.sip.header.ContentEncodingHeader;

/** Finds the part of a body we read: the SDP, alone or inside a multipart (RFC 5621). Pure. */
final class Bodies {
  /** A real message has two or three parts. */
  private static final int PARTS_MAX = 16;

  private static final int DEPTH_MAX = 2;

  private Bodies() {}

  static boolean isEmpty(SIPMessage message) {
    byte[] body = message.getRawContent();
    return body == null || body.length == 0;
  }

  /** RFC 3261 20.11: the receiver may ignore a body with this mark. */
  static boolean isOptional(SIPMessage message) {
    ContentDispositionHeader disposition = message.getContentDisposition();
    return disposition != null
        && "optional".equalsIgnoreCase(disposition.getHandling())
        && (message.getContentTypeHeader() == null || !isReadable(message.getContentTypeHeader()));
  }

  static boolean isPlainEncoding(SIPMessage message) {
    ContentEncodingHeader encoding = message.getContentEncoding();
    return encoding == null || encoding.getEncoding().equalsIgnoreCase("identity");
  }

  static boolean isReadable(ContentType type) {
    return isSdp(type.getContentType() + "/" + type.getContentSubType())
        || "multipart".equalsIgnoreCase(type.getContentType());
  }

  /** The SDP of a message; empty when it has none. */
  static Optional<String> sdp(SIPMessage message) {
    ContentType type = message.getContentTypeHeader();
    if (isEmpty(message) || type == null || !isPlainEncoding(message)) {
      return Optional.empty();
    }
    String body = new String(message.getRawContent(), StandardCharsets.UTF_8);
    if (isSdp(type.getContentType() + "/" + type.getContentSubType())) {
      return Optional.of(body);
    }
    String boundary = type.getParameter("boundary");
    return "multipart".equalsIgnoreCase(type.getContentType()) && boundary != null
        ? sdpPart(body, boundary, 1)
        : Optional.empty();
  }

  static boolean isSdp(String type) {
    return type.strip().toLowerCase(Locale.ROOT).startsWith("application/sdp");
  }

  private static Optional<String> sdpPart(String body, String boundary, int depth) {
    String mark = "--" + unquote(boundary);
    int at = body.indexOf(mark);
    for (int part = 0; at >= 0 && part < PARTS_MAX; part++) {
      int start = body.indexOf('\n', at);
      int next = start < 0 ? -1 : body.indexOf(mark, start);
      if (next < 0) {
        return Optional.empty();
      }
      Optional<String> found = readPart(body.substring(start + 1, next), depth);
      if (found.isPresent()) {
        return found;
      }
      at = next;
    }
    return Optional.empty();
  }

  private static Optional<String> readPart(String part, int depth) {
    String text = part.replace("\r\n", "\n");
    int blank = text.startsWith("\n") ? 0 : text.indexOf("\n\n") + 1;
    String type = blank <= 0 ? "" : contentType(text.substring(0, blank));
    if (isSdp(type)) {
      return Optional.of(text.substring(blank + 1).replace("\n", "\r\n"));
    }
    int boundary = type.toLowerCase(Locale.ROOT).indexOf("boundary=");
    return depth < DEPTH_MAX
            && boundary >= 0
            && type.toLowerCase(Locale.ROOT).startsWith("multipart/")
        ? sdpPart(text.substring(blank), type.substring(boundary + 9).split(";", 2)[0], depth + 1)
        : Optional.empty();
  }

  private static String contentType(String headers) {
    for (String line : headers.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0
          && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).matches("content-type|c")) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  private static String unquote(String boundary) {
    String bare = boundary.strip();
    return bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
        ? bare.substring(1, bare.length() - 1)
        : bare;
  }
}
