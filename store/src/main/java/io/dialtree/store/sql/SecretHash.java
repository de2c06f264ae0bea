package io.dialtree.store.sql;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 (RFC 8018) over HMAC-SHA256, as {@code pbkdf2-sha256$ITERATIONS$SALT$HASH} in hexadecimal.
 */
final class SecretHash {
  private static final String NAME = "pbkdf2-sha256";

  /** About 50 ms on one core: slow for whoever has stolen the table, bearable once a minute. */
  private static final int ITERATIONS = 200_000;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final int HINT_DIGITS = 4;
  private static final HexFormat HEX = HexFormat.of();

  private SecretHash() {}

  static String of(String secret) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return String.join(
        "$",
        NAME,
        Integer.toString(ITERATIONS),
        HEX.formatHex(salt),
        HEX.formatHex(derive(secret, salt, ITERATIONS)));
  }

  static boolean matches(String secret, String hash) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(NAME)) {
      return false;
    }
    byte[] derived = derive(secret, HEX.parseHex(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(derived, HEX.parseHex(parts[3]));
  }

  /** 16 bits that find candidates among thousands and say nothing about the secret. */
  static String hint(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HEX.formatHex(digest).substring(0, HINT_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] derive(String secret, byte[] salt, int iterations) {
    try {
      PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, iterations, HASH_BITS);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2", e);
    }
  }
}
