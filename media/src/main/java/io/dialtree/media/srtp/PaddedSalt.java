package io.dialtree.media.srtp;

import java.util.Arrays;

/**
 * A salt followed by zeros up to the length of a block, as counters start with it (RFC 3711 section
 * 4.1.1, RFC 7714 section 8.1). Never printed.
 *
 * @param high its first eight bytes
 * @param low its last eight bytes
 */
record PaddedSalt(long high, long low) {
  /** The halves of a salt of at most 16 bytes. */
  static PaddedSalt of(byte[] salt) {
    byte[] padded = Arrays.copyOf(salt, BlockCipher.BLOCK_BYTES);
    return new PaddedSalt(BigEndian.get(padded, 0), BigEndian.get(padded, 8));
  }

  @Override
  public String toString() {
    return "a salt";
  }
}
