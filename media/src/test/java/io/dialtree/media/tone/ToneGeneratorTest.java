package io.dialtree.media.tone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ToneGeneratorTest {
  private final ToneGenerator generator = new ToneGenerator(8000);

  @Test
  void shouldGiveAFullScaleSineTheLevelOfTheStandard() {
    short[] pcm = new ToneGenerator(8000, 0).sine(1000, 3.14, 100);
    assertThat(Level.ofAudio(pcm, 0, pcm.length)).isCloseTo(3.14, within(0.02));
  }

  @Test
  void shouldMeasureTheLevelItMade() {
    short[] pcm = new ToneGenerator(8000, 0).dual(697, -10, 1336, -6, 200);
    assertThat(FrequencyMeter.levelDbm0(pcm, 8000, 697)).isCloseTo(-10, within(0.1));
    assertThat(FrequencyMeter.levelDbm0(pcm, 8000, 1336)).isCloseTo(-6, within(0.1));
    assertThat(FrequencyMeter.levelDbm0(pcm, 8000, 1000)).isLessThan(-50);
  }

  @Test
  void shouldFindTheFrequencyItMade() {
    short[] pcm = generator.sine(440, -20, 200);
    assertThat(FrequencyMeter.strongestHz(pcm, 0, pcm.length, 8000)).isEqualTo(440);
  }

  @Test
  void shouldRiseSoftly() {
    short[] pcm = new ToneGenerator(8000, 5).sine(1000, 0, 50);
    assertThat(Math.abs(pcm[0])).isLessThan((short) 100);
    assertThat(Math.abs(pcm[pcm.length - 1])).isLessThan((short) 100);
  }

  @Test
  void shouldClipInsteadOfWrapping() {
    short[] pcm = new ToneGenerator(8000, 0).dual(697, 3, 1209, 3, 100);
    assertThat(pcm).contains(Short.MAX_VALUE).contains(Short.MIN_VALUE);
  }
}
