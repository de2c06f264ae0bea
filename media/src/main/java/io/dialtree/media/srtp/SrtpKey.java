package io.dialtree.media.srtp;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.logging.Level;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/** A master key with its salt, for one direction. Immutable; never printed. */
public final class SrtpKey {
  /** What goes wrong with a packet is counted by us; nothing about keys and packets is logged. */
  private static final Logger SILENT = new LoggerImpl("io.dialtree.media.srtp.silent", Level.OFF);

  /** Held here, because the JDK forgets the level of a logger nobody holds. */
  private static final java.util.logging.Logger LIBRARY =
      java.util.logging.Logger.getLogger("org.jitsi.srtp");

  static {
    LIBRARY.setLevel(Level.WARNING); // which cipher is how fast here is of no use to an operator
  }

  private final SrtpSuite suite;
  private final byte[] material;

  private SrtpKey(SrtpSuite suite, byte[] material) {
    this.suite = suite;
    this.material = material;
  }

  /**
   * Takes the key followed by the salt, as SDP carries them (RFC 4568 section 6.1).
   *
   * @throws IllegalArgumentException when the length is not that of the suite
   */
  public static SrtpKey of(SrtpSuite suite, byte[] keyAndSalt) {
    if (keyAndSalt.length != suite.keyBytes() + suite.saltBytes()) {
      throw new IllegalArgumentException("a key of " + suite + " has another length");
    }
    return new SrtpKey(suite, keyAndSalt.clone());
  }

  SrtpSuite suite() {
    return suite;
  }

  /** Derives the session keys of RTP. */
  RtpTransform rtpTransform() {
    KeyDerivation keys = new KeyDerivation(masterKey(), masterSalt());
    return suite.isGcm() ? new AesGcmTransform(keys, suite) : new AesCmTransform(keys, suite);
  }

  /** Derives the session keys of RTCP when it is asked for contexts. */
  SrtpContextFactory contexts(boolean sender) {
    return new SrtpContextFactory(
        sender, masterKey(), masterSalt(), suite.rtpPolicy(), suite.rtcpPolicy(), SILENT);
  }

  private byte[] masterKey() {
    return Arrays.copyOf(material, suite.keyBytes());
  }

  private byte[] masterSalt() {
    return Arrays.copyOfRange(material, suite.keyBytes(), material.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SrtpKey key
        && suite == key.suite
        && MessageDigest.isEqual(material, key.material);
  }

  @Override
  public int hashCode() {
    return suite.hashCode() * 31 + Arrays.hashCode(material);
  }

  @Override
  public String toString() {
    return suite + " key";
  }
}
