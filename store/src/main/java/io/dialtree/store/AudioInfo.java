package io.dialtree.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What is known of a stored piece of audio.
 *
 * @param account whose it is, empty for all
 * @param name by which flows know it
 * @param mediaType as it was found by looking, such as {@code audio/x-wav}
 * @param sha256 of its bytes, hexadecimal
 */
public record AudioInfo(
    String account, String name, String mediaType, String sha256, long sizeBytes, Instant at) {
  /** What is known of these bytes. */
  public static AudioInfo of(
      String account, String name, String mediaType, byte[] content, Instant at) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String sha256 = HexFormat.of().formatHex(digest);
      return new AudioInfo(account, name, mediaType, sha256, content.length, at);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
