package io.dialtree.sip.sdp;

import java.util.Arrays;
import java.util.Optional;

/**
 * The crypto suites we speak, under their names in SDP (RFC 4568 6.2, RFC 7714 14.1), in the order
 * of our offers: what everybody has first, the short tag last.
 */
public enum CryptoSuite {
  AES_CM_128_HMAC_SHA1_80(1, 16 + 14),
  AEAD_AES_128_GCM(2, 16 + 12),
  AEAD_AES_256_GCM(3, 32 + 12),
  AES_CM_128_HMAC_SHA1_32(4, 16 + 14);

  private final int offerTag;
  private final int keyBytes;

  CryptoSuite(int offerTag, int keyBytes) {
    this.offerTag = offerTag;
    this.keyBytes = keyBytes;
  }

  int offerTag() {
    return offerTag;
  }

  /** Length of a master key with its salt. */
  public int keyBytes() {
    return keyBytes;
  }

  static Optional<CryptoSuite> byName(String name) {
    return Arrays.stream(values()).filter(suite -> suite.name().equals(name)).findFirst();
  }
}
