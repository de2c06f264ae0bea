package io.dialtree.bench.dtmf;

/**
 * A tone that was sent.
 *
 * @param key one of {@code 0-9 A-D * #}
 * @param start its first sample
 * @param end the sample behind its last one
 * @param until where the next tone starts: what is heard up to there belongs to this press
 * @param isTorn whether losses left no more of it than of a burst that must be rejected
 */
record Press(char key, int start, int end, int until, boolean isTorn) {
  Press(char key, int start, int end, int until) {
    this(key, start, end, until, false);
  }

  Press torn() {
    return new Press(key, start, end, until, true);
  }
}
