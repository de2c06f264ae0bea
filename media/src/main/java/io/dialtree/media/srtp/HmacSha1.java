package io.dialtree.media.srtp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA1 of a packet and its rollover counter (RFC 2104, RFC 3711 section 4.2.1). The JDK's
 * {@code Mac} gives each result in a new array; this one allocates nothing. Confined to one thread.
 */
final class HmacSha1 {
  static final int KEY_BYTES = 20;

  private static final int SUM_BYTES = 20;
  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5C;

  private final MessageDigest sha1;
  private final byte[] inner = new byte[BLOCK_BYTES];
  private final byte[] outer = new byte[BLOCK_BYTES];
  private final byte[] suffix = new byte[4];
  private final byte[] sum = new byte[SUM_BYTES];

  /**
   * Takes a key of at most 64 bytes.
   *
   * @throws IllegalStateException when this JDK lacks SHA-1
   */
  HmacSha1(byte[] key) {
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK cannot do SHA-1", e);
    }
    for (int i = 0; i < BLOCK_BYTES; i++) {
      byte k = i < key.length ? key[i] : 0;
      inner[i] = (byte) (k ^ INNER);
      outer[i] = (byte) (k ^ OUTER);
    }
  }

  /** Signs the first bytes of the data, followed by the rollover counter. */
  void sign(byte[] data, int length, int rollovers) {
    for (int i = 0; i < suffix.length; i++) {
      suffix[i] = (byte) (rollovers >> (24 - 8 * i));
    }
    sha1.update(inner, 0, BLOCK_BYTES);
    sha1.update(data, 0, length);
    sha1.update(suffix, 0, suffix.length);
    finish();
    sha1.update(outer, 0, BLOCK_BYTES);
    sha1.update(sum, 0, SUM_BYTES);
    finish();
  }

  private void finish() {
    try {
      int _ = sha1.digest(sum, 0, SUM_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-1 has another length here", e);
    }
  }

  /** Puts the first bytes of the last signature. */
  void putTag(byte[] to, int at, int count) {
    System.arraycopy(sum, 0, to, at, count);
  }

  /** True when these are its first bytes; takes the same time wherever they differ. */
  boolean isTag(byte[] of, int at, int count) {
    int difference = 0;
    for (int i = 0; i < count; i++) {
      difference |= of[at + i] ^ sum[i];
    }
    return difference == 0;
  }
}
