package io.dialtree.media.srtp;

/**
 * Makes session keys out of a master key and salt, with a key derivation rate of zero: they hold
 * for all packets and all sources (RFC 3711 section 4.3.1, RFC 7714 section 11). Any thread; not
 * thread-safe.
 */
final class KeyDerivation {
  /** What a derived key is for (RFC 3711 section 4.3.2). */
  static final int RTP_ENCRYPTION = 0;

  static final int RTP_AUTHENTICATION = 1;
  static final int RTP_SALT = 2;

  private static final int KEY_BYTES_MAX = 32;

  private final BlockCipher cipher;
  private final PaddedSalt salt;

  /**
   * @param masterSalt up to 14 bytes; a shorter one is followed by zeros
   */
  KeyDerivation(byte[] masterKey, byte[] masterSalt) {
    cipher = new BlockCipher(masterKey);
    salt = PaddedSalt.of(masterSalt);
  }

  /** A key of that many bytes, at most 32. */
  byte[] derive(int label, int bytes) {
    KeyStream stream = new KeyStream(KEY_BYTES_MAX);
    stream.make(cipher, salt.high() ^ label, salt.low(), KeyStream.blocks(bytes));
    byte[] key = new byte[bytes];
    stream.apply(key, 0, bytes, 0);
    return key;
  }
}
