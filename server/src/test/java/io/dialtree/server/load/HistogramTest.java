package io.dialtree.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void shouldTellSmallValuesExactly() {
    Histogram h = new Histogram();
    for (int us = 1; us <= 100; us++) {
      h.record(us);
    }
    assertThat(h.percentileUs(0.5)).isEqualTo(50);
    assertThat(h.percentileUs(0.99)).isEqualTo(99);
    assertThat(h.maxUs()).isEqualTo(100);
    assertThat(h.total()).isEqualTo(100);
  }

  @Test
  void shouldStayWithinOnePercentOverTheWholeRange() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      long us = random.nextLong(1L << random.nextInt(1, 31));
      Histogram h = new Histogram();
      h.record(us);
      h.record(Integer.MAX_VALUE);
      assertThat(h.percentileUs(0.5)).isCloseTo(us, Percentage.withPercentage(1));
    }
  }

  @Test
  void shouldAddAndForget() {
    Histogram a = new Histogram();
    Histogram b = new Histogram();
    a.record(10);
    b.record(30);
    a.add(b);
    assertThat(a.total()).isEqualTo(2);
    assertThat(a.percentileUs(1)).isCloseTo(30, within(0L));
    a.clear();
    assertThat(a.percentileUs(0.99)).isZero();
  }

  @Test
  void shouldTakeWhatNoClockShouldSay() {
    Histogram h = new Histogram();
    h.record(-5);
    h.record(Long.MAX_VALUE);
    assertThat(h.percentileUs(0.5)).isZero();
    assertThat(h.maxUs()).isEqualTo(Integer.MAX_VALUE);
  }
}
