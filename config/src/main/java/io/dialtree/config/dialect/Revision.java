package io.dialtree.config.dialect;

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

  /** The beginning of the SHA-256 over these documents, in order. */
  public static String of(List<byte[]> documents) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      documents.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
