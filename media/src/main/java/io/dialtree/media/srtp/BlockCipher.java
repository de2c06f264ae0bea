package io.dialtree.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES under one key, each block on its own (FIPS 197): what counter mode is made of. Allocates
 * nothing after it was made. Confined to one thread.
 */
final class BlockCipher {
  static final int BLOCK_BYTES = 16;

  private final Cipher aes;

  /**
   * Takes a key of 16 or 32 bytes.
   *
   * @throws IllegalStateException when this JDK lacks AES
   */
  @SuppressWarnings("InsecureCryptoUsage") // only counters are encrypted, and no counter twice
  BlockCipher(byte[] key) {
    try {
      aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot do AES", e);
    }
  }

  /** Encrypts that many whole blocks; the two arrays must not be the same. */
  void encrypt(byte[] from, byte[] to, int blocks) {
    try {
      int _ = aes.update(from, 0, blocks * BLOCK_BYTES, to, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("no room for " + blocks + " blocks", e);
    }
  }
}
