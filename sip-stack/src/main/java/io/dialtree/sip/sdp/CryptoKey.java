package io.dialtree.sip.sdp;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A master key with its salt, for one direction. Immutable; printed only into an SDP. */
public final class CryptoKey {
  private final byte[] material;

  private CryptoKey(byte[] material) {
    this.material = material;
  }

  static CryptoKey of(byte[] material, int from, int count) {
    return new CryptoKey(Arrays.copyOfRange(material, from, from + count));
  }

  /** Reads what stands behind {@code inline:}; empty when it is no base64 or of another length. */
  static Optional<CryptoKey> read(String base64, CryptoSuite suite) {
    try {
      byte[] material = Base64.getDecoder().decode(base64);
      return material.length == suite.keyBytes()
          ? Optional.of(new CryptoKey(material))
          : Optional.empty();
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  /** Key and salt, one behind the other (RFC 4568 6.1). */
  public byte[] keyAndSalt() {
    return material.clone();
  }

  String written() {
    return Base64.getEncoder().encodeToString(material);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CryptoKey key && MessageDigest.isEqual(material, key.material);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(material);
  }

  @Override
  public String toString() {
    return "key";
  }
}
