package io.dialtree.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.G711;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys on lines that filter, transcode, lose, or do many things at once within their limits. */
class DistantLineTest {
  private static final int SEEDS = 8;
  private static final int DIGITS = 10;
  private static final int FRAME = Line.RATE / 50;

  private static void assertHeard(UnaryOperator<Line> condition, AudioCodec... codecs) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Line line = condition.apply(new Line(seed));
      assertThat(line.heard(codecs)).as("seed %d", seed).isEqualTo(line.sent());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {40, 50})
  void keysAreHeardThroughThreeTranscodings(double ms) {
    assertHeard(line -> line.digits(DIGITS, ms, ms), G711.PCMU, G711.PCMA, G711.PCMU);
  }

  @ParameterizedTest
  @ValueSource(doubles = {40, 50})
  void keysAreHeardThroughTheTelephoneBand(double ms) {
    assertHeard(line -> line.digits(DIGITS, ms, ms).telephoneBand(), G711.PCMU);
  }

  @Test
  void keysAreHeardWithTheirHarmonics() {
    assertHeard(line -> line.harmonics(20).digits(DIGITS, 50, 50));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void keysAreHeardThroughAnyMixOfDisturbancesWithinTheLimits(long mix) {
    Random random = new Random(mix);
    double level = -2 - 24 * random.nextDouble();
    AudioCodec[][] paths = {{}, {G711.PCMU}, {G711.PCMA}, {G711.PCMU, G711.PCMA}};
    assertHeard(
        line -> {
          line.level(level).twist(-8 + 12 * random.nextDouble()).rise(3 * random.nextDouble());
          line.offset(0.03 * (random.nextDouble() - 0.5), 0.03 * (random.nextDouble() - 0.5), 0);
          line.harmonics(20 + 10 * random.nextDouble());
          line.digits(DIGITS, 40 + 60 * random.nextDouble(), 40 + 60 * random.nextDouble());
          if (random.nextInt(3) == 0) {
            line.telephoneBand();
          }
          line.noise(15 + 20 * random.nextDouble()).shift(200 * random.nextGaussian());
          return line.hum(random.nextBoolean() ? 50 : 60, level - 15);
        },
        paths[(int) mix % paths.length]);
  }

  @ParameterizedTest
  @CsvSource({"100,2,true", "100,10,true", "100,2,false", "70,2,true", "70,2,false"})
  void keysAreHeardThoughFramesAreLost(double ms, double percent, boolean repeated) {
    assertHeard(line -> line.digits(DIGITS, ms, ms).loss(percent, repeated));
  }

  @Test
  void aKeyIsHeardOnceWhenTheFrameOfItsStartIsPlayedThreeTimes() {
    for (int intoFrame = 20; intoFrame <= 70; intoFrame += 10) {
      Line line = new Line(7).digit('5', 70, 100);
      short[] pcm = line.pcm();
      int start = firstSound(pcm);
      short[] shifted = new short[pcm.length];
      int by = (intoFrame - start % FRAME + FRAME) % FRAME;
      System.arraycopy(pcm, 0, shifted, by, pcm.length - by);
      int frame = (start + by) / FRAME * FRAME;
      repeat(shifted, frame, 2);
      assertThat(Line.heard(shifted)).as("%d samples into the frame", intoFrame).isEqualTo("5");
    }
  }

  @ParameterizedTest
  @CsvSource({"79,48", "9#,102"})
  void theNextKeyIsHeardWhenTheEndOfTheOneBeforeIsPlayedThreeTimes(String keys, int intoFrame) {
    Line line = new Line(7).digit(keys.charAt(0), 50, 50).digit(keys.charAt(1), 50, 100);
    short[] shifted = shifted(line.pcm(), intoFrame);
    int end = firstSound(shifted) + 50 * Line.RATE / 1000;
    // The last frame of which it fills the most.
    repeat(shifted, (end - FRAME / 4) / FRAME * FRAME, 2);
    assertThat(Line.heard(shifted)).isEqualTo(keys);
  }

  @Test
  void aKeyPressedTwiceCountsTwiceThoughItsEndIsPlayedTwice() {
    for (int intoFrame = 0; intoFrame < 40; intoFrame += 4) {
      Line line = new Line(7).digit('7', 50, 50).digit('7', 50, 100);
      short[] shifted = shifted(line.pcm(), intoFrame);
      int end = firstSound(shifted) + 50 * Line.RATE / 1000;
      repeat(shifted, (end - 1) / FRAME * FRAME, 1);
      assertThat(Line.heard(shifted)).as("%d samples into the frame", intoFrame).isEqualTo("77");
    }
  }

  @Test
  void aKeyIsHeardThoughTwoFramesOfItBecameSilence() {
    for (int intoFrame = 10; intoFrame <= 110; intoFrame += 10) {
      assertThat(heardWithSilence(70, intoFrame, 1))
          .as("%d samples into the frame", intoFrame)
          .isEqualTo("5");
    }
  }

  @Test
  void pressesWithTwoFramesOfSilenceBetweenThemAreTwo() {
    assertThat(heardWithSilence(120, 0, 2)).isEqualTo("55");
    assertThat(heardWithSilence(140, 0, 3)).isEqualTo("55");
  }

  @Test
  void aShortBurstTwoFramesBehindAPressIsNone() {
    assertThat(heardWithSilence(113, 80, 3)).isEqualTo("5");
  }

  /**
   * What is heard of a tone of which this frame and the next, counted from its start's, are zero.
   */
  private static String heardWithSilence(double ms, int intoFrame, int frame) {
    short[] pcm = shifted(new Line(7).digit('5', ms, 100).pcm(), intoFrame);
    int from = (firstSound(pcm) / FRAME + frame) * FRAME;
    java.util.Arrays.fill(pcm, from, from + 2 * FRAME, (short) 0);
    return Line.heard(pcm);
  }

  /** The same with its first sound this far into a frame. */
  private static short[] shifted(short[] pcm, int intoFrame) {
    short[] shifted = new short[pcm.length];
    int by = (intoFrame - firstSound(pcm) % FRAME + FRAME) % FRAME;
    System.arraycopy(pcm, 0, shifted, by, pcm.length - by);
    return shifted;
  }

  private static int firstSound(short[] pcm) {
    int at = 0;
    while (pcm[at] == 0) {
      at++;
    }
    return at;
  }

  private static void repeat(short[] pcm, int frame, int times) {
    for (int i = 1; i <= times; i++) {
      System.arraycopy(pcm, frame, pcm, frame + i * FRAME, FRAME);
    }
  }
}
