package io.dialtree.sip.sdp;

import java.util.Arrays;
import java.util.Optional;

/**
 * Our keys of one call, one for each suite, so that no two suites ever share one (RFC 4568 6.1).
 * They stay for the whole call while they are in use. Immutable; never printed.
 */
public final class OwnKeys {
  /** So much randomness makes a set. */
  public static final int RANDOM_BYTES =
      Arrays.stream(CryptoSuite.values()).mapToInt(CryptoSuite::keyBytes).sum();

  private final byte[] random;

  private OwnKeys(byte[] random) {
    this.random = random;
  }

  /**
   * A set of keys.
   *
   * @param random {@link #RANDOM_BYTES} unpredictable bytes
   */
  public static OwnKeys of(byte[] random) {
    if (random.length != RANDOM_BYTES) {
      throw new IllegalArgumentException("a set of keys takes " + RANDOM_BYTES + " random bytes");
    }
    return new OwnKeys(random.clone());
  }

  /**
   * A new set that keeps only the key in use. A key that was used before must not come again: its
   * packet counter would start again at 0, and two packets would share a key stream.
   */
  public OwnKeys renewed(byte[] newRandom, Optional<CryptoSuite> inUse) {
    OwnKeys fresh = of(newRandom);
    inUse.ifPresent(suite ->
        System.arraycopy(random, start(suite), fresh.random, start(suite), suite.keyBytes()));
    return fresh;
  }

  CryptoKey of(CryptoSuite suite) {
    return CryptoKey.of(random, start(suite), suite.keyBytes());
  }

  private static int start(CryptoSuite suite) {
    return Arrays.stream(CryptoSuite.values())
        .takeWhile(s -> s != suite)
        .mapToInt(CryptoSuite::keyBytes)
        .sum();
  }

  @Override
  public String toString() {
    return "keys";
  }
}
