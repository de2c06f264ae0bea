package io.dialtree.media.dtmf;

/**
 * Multiplies and adds in the fastest way of this machine. Where the processor has the instruction,
 * {@link Math#fma} is twice as fast as two operations; where it has not, the JDK reckons with
 * BigDecimal, a hundred times slower. A short race at class loading decides.
 */
final class Fma {
  private static final int RACE = 400;
  private static final int ROUNDS = 5;
  // The interpreter's own cost hides part of the difference; with BigDecimal it is more than this.
  private static final int SLOW = 8;
  private static final boolean FAST = isFast();

  private Fma() {}

  /** {@code a * b + c}; whether rounded once or twice depends on the machine. */
  static float add(float a, float b, float c) {
    return FAST ? Math.fma(a, b, c) : a * b + c;
  }

  private static boolean isFast() {
    long fused = Long.MAX_VALUE;
    long plain = Long.MAX_VALUE;
    float sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < RACE; i++) {
        sum = Math.fma(sum, 0.5f, 1.25f);
      }
      long between = System.nanoTime();
      for (int i = 0; i < RACE; i++) {
        sum = sum * 0.5f + 1.25f;
      }
      fused = Math.min(fused, between - begin);
      plain = Math.min(plain, System.nanoTime() - between);
    }
    return sum > 0 && fused < SLOW * (plain + 1);
  }
}
