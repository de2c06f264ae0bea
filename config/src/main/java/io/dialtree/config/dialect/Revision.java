package io.dialtree.config.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names the exact words a flow was read from. */
public final class Revision {
  /**
   * Twelve hexadecimal digits tell apart more revisions than anybody will write, and fit in a log
   * line.
   */
  private static final int LENGTH = 12;

  private Revision() {}

  /** The beginning of a document's SHA-256. */
  public static String of(byte[] document) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** One revision for what was read from several documents. */
  public static String join(List<String> revisions) {
    return revisions.size() == 1
        ? revisions.getFirst()
        : of(String.join(" ", revisions).getBytes(UTF_8));
  }
}
