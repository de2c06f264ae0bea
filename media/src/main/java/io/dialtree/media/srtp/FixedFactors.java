package io.dialtree.media.srtp;

/**
 * Multiplies two polynomials over GF(2) of degree 63, each with a factor of its own that stays the
 * same, and adds the products: the lower 64 coefficients of the sum, in a time that depends on none
 * of the numbers, and without tables. Immutable.
 *
 * <p>Integer multiplication does it: of each number every fourth bit is taken, so that the sums of
 * a column stay below 16 and do not reach the next one (the column of sixteen is the last of the 64
 * bits), and the lowest bit of a sum is the XOR that is wanted. The four parts of each number are
 * multiplied by the rule of Karatsuba, twice: nine products for sixteen.
 */
final class FixedFactors {
  private static final long EVERY_FOURTH = 0x1111_1111_1111_1111L;

  // The four parts of each factor, and the sums of two and of all of them.
  private final long f0;
  private final long f1;
  private final long f2;
  private final long f3;
  private final long f01;
  private final long f23;
  private final long f02;
  private final long f13;
  private final long f0123;
  private final long g0;
  private final long g1;
  private final long g2;
  private final long g3;
  private final long g01;
  private final long g23;
  private final long g02;
  private final long g13;
  private final long g0123;

  FixedFactors(long f, long g) {
    f0 = f & EVERY_FOURTH;
    f1 = (f >>> 1) & EVERY_FOURTH;
    f2 = (f >>> 2) & EVERY_FOURTH;
    f3 = (f >>> 3) & EVERY_FOURTH;
    f01 = f0 ^ f1;
    f23 = f2 ^ f3;
    f02 = f0 ^ f2;
    f13 = f1 ^ f3;
    f0123 = f01 ^ f23;
    g0 = g & EVERY_FOURTH;
    g1 = (g >>> 1) & EVERY_FOURTH;
    g2 = (g >>> 2) & EVERY_FOURTH;
    g3 = (g >>> 3) & EVERY_FOURTH;
    g01 = g0 ^ g1;
    g23 = g2 ^ g3;
    g02 = g0 ^ g2;
    g13 = g1 ^ g3;
    g0123 = g01 ^ g23;
  }

  /** The lower 64 coefficients of a times the first factor plus b times the second. */
  long multiply(long a, long b) {
    long a0 = a & EVERY_FOURTH;
    long a1 = (a >>> 1) & EVERY_FOURTH;
    long a2 = (a >>> 2) & EVERY_FOURTH;
    long a3 = (a >>> 3) & EVERY_FOURTH;
    long a01 = a0 ^ a1;
    long a23 = a2 ^ a3;
    long b0 = b & EVERY_FOURTH;
    long b1 = (b >>> 1) & EVERY_FOURTH;
    long b2 = (b >>> 2) & EVERY_FOURTH;
    long b3 = (b >>> 3) & EVERY_FOURTH;
    long b01 = b0 ^ b1;
    long b23 = b2 ^ b3;
    long p0 = (a0 * f0) ^ (b0 * g0);
    long p1 = (a1 * f1) ^ (b1 * g1);
    long p2 = (a2 * f2) ^ (b2 * g2);
    long p3 = (a3 * f3) ^ (b3 * g3);
    long p01 = (a01 * f01) ^ (b01 * g01);
    long p23 = (a23 * f23) ^ (b23 * g23);
    long p02 = ((a0 ^ a2) * f02) ^ ((b0 ^ b2) * g02);
    long p13 = ((a1 ^ a3) * f13) ^ ((b1 ^ b3) * g13);
    long p0123 = ((a01 ^ a23) * f0123) ^ ((b01 ^ b23) * g0123);
    long c1 = p01 ^ p0 ^ p1;
    long c5 = p23 ^ p2 ^ p3;
    long c2 = p1 ^ p2 ^ p02 ^ p0;
    long c4 = p1 ^ p2 ^ p13 ^ p3;
    long c3 = p0123 ^ p02 ^ p13 ^ c1 ^ c5;
    return spread(p0, c4) ^ (spread(c1, c5) << 1) ^ (spread(c2, p3) << 2) ^ (spread(c3, 0) << 3);
  }

  /** Part n of the result, and part n + 4, which begins one column later. */
  private static long spread(long part, long fourOn) {
    return (part & EVERY_FOURTH) ^ ((fourOn & EVERY_FOURTH) << 4);
  }
}
