package io.dialtree.media.srtp;

/**
 * The hash of Galois/counter mode under one key (NIST SP 800-38D section 6.4). It takes the same
 * time whatever key and data are. Confined to one thread.
 *
 * <p>Two blocks are taken at a time, the first by the square of the key. Products of 128 bits are
 * made of three of 64; the upper half of those is the lower half of the product of mirrored
 * numbers, mirrored.
 *
 * <p>The first bit of a block is the coefficient of x^0, so all numbers here are mirrored, and a
 * product is short of one shift, which the key has got beforehand.
 */
final class Ghash {
  private final FixedFactors upper;
  private final FixedFactors lower;
  private final FixedFactors both;
  private final FixedFactors mirroredUpper;
  private final FixedFactors mirroredLower;
  private final FixedFactors mirroredBoth;
  private long high;
  private long low;
  private boolean kept;
  private long keptHigh;
  private long keptLow;

  /** Takes the key: a block of zeros, encrypted. */
  Ghash(long keyHigh, long keyLow) {
    this(keyHigh, keyLow, new Ghash(0, 0, keyHigh, keyLow));
  }

  private Ghash(long keyHigh, long keyLow, Ghash first) {
    this(first.squareHigh(keyHigh, keyLow), first.low, keyHigh, keyLow);
  }

  private Ghash(long squareHigh, long squareLow, long keyHigh, long keyLow) {
    long h1 = shiftedHigh(keyHigh, keyLow);
    long h0 = shiftedLow(keyHigh, keyLow);
    long s1 = shiftedHigh(squareHigh, squareLow);
    long s0 = shiftedLow(squareHigh, squareLow);
    upper = new FixedFactors(s1, h1);
    lower = new FixedFactors(s0, h0);
    both = new FixedFactors(s1 ^ s0, h1 ^ h0);
    mirroredUpper = new FixedFactors(Long.reverse(s1), Long.reverse(h1));
    mirroredLower = new FixedFactors(Long.reverse(s0), Long.reverse(h0));
    mirroredBoth = new FixedFactors(Long.reverse(s1 ^ s0), Long.reverse(h1 ^ h0));
  }

  private long squareHigh(long keyHigh, long keyLow) {
    take(0, 0, keyHigh, keyLow);
    return high;
  }

  /** Divided by x: the bit that falls out is 1/x = x^127 + x^6 + x + 1. */
  private static long shiftedHigh(long h, long l) {
    return ((h << 1) | (l >>> 63)) ^ (-(h >>> 63) & 0xC200_0000_0000_0000L);
  }

  private static long shiftedLow(long h, long l) {
    return (l << 1) ^ (h >>> 63);
  }

  void reset() {
    high = 0;
    low = 0;
    kept = false;
  }

  /** Takes these bytes, filled up with zeros to whole blocks. */
  void update(byte[] data, int from, int to) {
    int at = from;
    for (; at + BlockCipher.BLOCK_BYTES <= to; at += BlockCipher.BLOCK_BYTES) {
      take(BigEndian.get(data, at), BigEndian.get(data, at + 8));
    }
    if (at < to) {
      take(padded(data, at, to), padded(data, at + 8, to));
    }
  }

  private static long padded(byte[] data, int from, int to) {
    long bytes = 0;
    for (int i = 0; i < 8; i++) {
      bytes = (bytes << 8) | (from + i < to ? data[from + i] & 0xFF : 0);
    }
    return bytes;
  }

  private void take(long blockHigh, long blockLow) {
    if (kept) {
      take(high ^ keptHigh, low ^ keptLow, blockHigh, blockLow);
    } else {
      keptHigh = blockHigh;
      keptLow = blockLow;
    }
    kept = !kept;
  }

  /** The last block: how many bits went before, in the header and in the data. */
  void finish(long headerBits, long dataBits) {
    take(headerBits, dataBits);
    if (kept) {
      take(0, 0, high ^ keptHigh, low ^ keptLow);
    }
  }

  /** The hash becomes a by the square of the key plus b by the key. */
  private void take(long a1, long a0, long b1, long b0) {
    long mirroredA1 = Long.reverse(a1);
    long mirroredA0 = Long.reverse(a0);
    long mirroredB1 = Long.reverse(b1);
    long mirroredB0 = Long.reverse(b0);
    long upperLow = upper.multiply(a1, b1);
    long upperHigh = mirroredUpper.multiply(mirroredA1, mirroredB1);
    long lowerLow = lower.multiply(a0, b0);
    long lowerHigh = mirroredLower.multiply(mirroredA0, mirroredB0);
    long bothLow = both.multiply(a1 ^ a0, b1 ^ b0);
    long bothHigh = mirroredBoth.multiply(mirroredA1 ^ mirroredA0, mirroredB1 ^ mirroredB0);
    long v1 = bothLow ^ upperLow ^ lowerLow ^ (Long.reverse(lowerHigh) >>> 1);
    long v2 = upperLow ^ (Long.reverse(bothHigh ^ upperHigh ^ lowerHigh) >>> 1);
    reduce(lowerLow, v1, v2, Long.reverse(upperHigh) >>> 1);
  }

  /** Modulo x^128 + x^7 + x^2 + x + 1, word by word from the lowest. */
  private void reduce(long v0, long v1, long v2, long v3) {
    long w1 = v1 ^ (v0 << 63) ^ (v0 << 62) ^ (v0 << 57);
    long w2 = v2 ^ v0 ^ (v0 >>> 1) ^ (v0 >>> 2) ^ (v0 >>> 7);
    low = w2 ^ (w1 << 63) ^ (w1 << 62) ^ (w1 << 57);
    high = v3 ^ w1 ^ (w1 >>> 1) ^ (w1 >>> 2) ^ (w1 >>> 7);
  }

  /** The first half of the hash. */
  long high() {
    return high;
  }

  /** The second half. */
  long low() {
    return low;
  }
}
