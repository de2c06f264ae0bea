package io.dialtree.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ToneMeterTest {

  @ParameterizedTest
  @EnumSource(Tone.class)
  void shouldTellEachToneThroughBothLaws(Tone tone) {
    short[] pcm = Sound.sines(8000, 20, tone.hz());
    for (G711 law : G711.values()) {
      short[] heard = new short[pcm.length];
      for (int i = 0; i < pcm.length; i++) {
        heard[i] = law.decode(law.encode(pcm[i]));
      }
      assertThat(ToneMeter.dominant(heard)).as("%s", law).contains(tone);
    }
  }

  @Test
  void shouldTakeNeitherSilenceNorAKeyForATone() {
    assertThat(ToneMeter.dominant(new short[160])).isEmpty();
    assertThat(ToneMeter.dominant(Sound.key('5', 20))).isEmpty();
  }

  @Test
  void aToneInPiecesIsAsLongAsItsPiecesWhereverTheyStand() {
    ShortBuffer sound = ShortBuffer.allocate(8 * 1_000);
    sound.put(11, Sound.sines(8000, 300, Tone.GREETING.hz()));
    sound.put(8 * 400 + 17, Sound.sines(8000, 300, Tone.GREETING.hz()));
    sound.put(8 * 750, Sound.sines(8000, 200, Tone.TIMEOUT.hz()));
    assertThat(ToneMeter.lengthMs(sound.array(), Tone.GREETING)).isBetween(580L, 610L);
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void shouldKeepEverySampleWithinItsStep(G711 law) {
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      int back = law.decode(law.encode((short) sample));
      int step = Math.max(16, Math.abs(sample) / 16);
      assertThat(Math.abs(back - sample)).as("%d", sample).isLessThanOrEqualTo(step);
    }
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void shouldEncodeSilenceAsTheSilentCode(G711 law) {
    assertThat(law.encode((short) 0)).isEqualTo(law.silence());
  }
}
