package io.dialtree.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dialtree.media.tone.FrequencyMeter;
import io.dialtree.media.tone.Level;
import io.dialtree.media.tone.ToneGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  @ParameterizedTest
  @ValueSource(ints = {11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000})
  void shouldKeepTheLevelOfOneKilohertz(int rate) {
    short[] out = Resampler.resample(new ToneGenerator(rate).sine(1000, -10, 400), rate, 8000);
    assertThat(FrequencyMeter.levelDbm0(out, 800, 1600, 8000, 1000)).isCloseTo(-10, within(0.1));
    assertThat(out.length).isBetween(3199, 3201);
  }

  @Test
  void shouldRemoveWhatEightKilohertzCannotCarry() {
    short[] tone = new ToneGenerator(44_100, 20).sine(6000, 0, 400);
    short[] out = Resampler.resample(tone, 44_100, 8000);
    assertThat(Level.ofAudio(out, 400, out.length - 800)).isLessThan(-65);
  }

  @Test
  void shouldRaiseTheRateWithoutImages() {
    short[] out =
        Resampler.resample(new ToneGenerator(8000, 20).sine(3000, -10, 400), 8000, 48_000);
    assertThat(FrequencyMeter.levelDbm0(out, 4800, 9600, 48_000, 3000)).isCloseTo(-10, within(0.1));
    assertThat(FrequencyMeter.levelDbm0(out, 4800, 9600, 48_000, 5000)).isLessThan(-75);
  }

  @Test
  void shouldReturnACopyWhenTheRateStays() {
    short[] in = {1, 2, 3};
    assertThat(Resampler.resample(in, 8000, 8000)).containsExactly(in).isNotSameAs(in);
  }
}
