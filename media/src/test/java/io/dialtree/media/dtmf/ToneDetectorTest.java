package io.dialtree.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.G711;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must be heard and what must not (ITU-T Q.24 and the levels of RFC 2833). The seed stands in
 * each message.
 */
class ToneDetectorTest {
  private static final int SEEDS = 8;
  private static final int DIGITS = 10;

  /** A line with its digits, made anew for each seed. */
  private interface Condition {
    Line on(Line line);
  }

  private static void assertHeard(Condition condition) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Line line = condition.on(new Line(seed));
      assertThat(line.heard()).as("seed %d", seed).isEqualTo(line.sent());
    }
  }

  private static void assertNothing(Condition condition) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      assertThat(condition.on(new Line(seed)).heard()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void shouldHearAllSixteenKeys() {
    Line line = new Line(1);
    for (char key : Keypad.KEYS.toCharArray()) {
      line.digit(key, 50, 50);
    }
    assertThat(line.heard()).isEqualTo(Keypad.KEYS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {40, 45, 50, 70, 100, 500})
  void shouldHearDigitsOfEveryLength(double ms) {
    assertHeard(line -> line.digits(DIGITS, ms, Math.min(ms, 100)));
  }

  @Test
  void shouldHearTheSameKeyAgainAfterTheShortestPause() {
    assertHeard(
        line -> line.digit('5', 40, 40).digit('5', 40, 40).digit('5', 50, 40).digit('5', 100, 40));
  }

  @Test
  void shouldHearALongPressOnce() {
    assertHeard(line -> line.digit('0', 2000, 100).noise(15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -5, -10, -20, -30, -36})
  void shouldHearEveryLevelThroughBothLaws(double dbm0) {
    for (AudioCodec codec : G711.values()) {
      for (long seed = 1; seed <= SEEDS / 2; seed++) {
        Line line = new Line(seed).level(dbm0).digits(DIGITS, 50, 50);
        assertThat(line.heard(codec)).as("%s, seed %d", codec, seed).isEqualTo(line.sent());
      }
    }
    assertHeard(line -> line.level(dbm0).digits(DIGITS, 50, 50));
  }

  @Test
  void shouldNotHearWhatIsTooFaint() {
    assertNothing(line -> line.level(-55).digits(DIGITS, 100, 100));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-8, -6, -3, 2, 4})
  void shouldHearTwistWithinTheLimits(double db) {
    assertHeard(line -> line.level(-5).twist(db).digits(DIGITS, 50, 50));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-20, -12, 8, 15})
  void shouldRejectTwistBeyondTheLimits(double db) {
    assertNothing(line -> line.level(-5).twist(db).digits(DIGITS, 100, 100));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,-1", "-1,1", "-1,-1", "1,0", "0,-1"})
  void shouldHearFrequenciesWithinTheLimits(double low, double high) {
    assertHeard(line -> line.offset(0.015 * low, 0.015 * high, 2).digits(DIGITS, 50, 50));
    assertHeard(line -> line.offset(0.015 * low, 0.015 * high, 0).twist(-8).digits(DIGITS, 45, 45));
  }

  @Test
  void shouldHearAStarWhoseTonesAreTheHarmonicsOfOnePitch() {
    assertHeard(line ->
        line.offset(0.0125, -0.0145, 0).twist(-7).digit('*', 50, 50).digit('*', 45, 50).noise(15));
  }

  @Test
  void shouldHearNoDigitInNotesThatStartOneAfterTheOther() {
    assertNothing(
        line -> line.tone(941, 250, 400).tone(1336, 400, 250).tone(697, 650, 200).noise(30));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.06, -0.045, -0.035, 0.035, 0.045, 0.06})
  void shouldRejectFrequenciesBeyondTheLimits(double offset) {
    assertNothing(line -> line.offset(offset, 0, 0).digits(DIGITS, 100, 60));
    assertNothing(line -> line.offset(0, offset, 0).digits(DIGITS, 100, 60));
    assertNothing(line -> line.offset(offset, offset, 0).digits(DIGITS, 100, 60));
  }

  @ParameterizedTest
  @ValueSource(doubles = {10, 15, 20, 23})
  void shouldRejectBurstsThatAreTooShort(double ms) {
    assertNothing(line -> line.digits(4 * DIGITS, ms, 60));
  }

  @ParameterizedTest
  @CsvSource({"25,50", "20,50", "15,40", "12,50", "9,50", "6,100"})
  void shouldHearThroughNoise(double snrDb, double ms) {
    assertHeard(line -> line.digits(DIGITS, ms, ms).noise(snrDb));
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 10, 15, 19})
  void shouldNotSplitADigitAtADropout(double ms) {
    for (int fromMs = 20; fromMs < 60; fromMs += 7) {
      int from = fromMs;
      assertHeard(line -> line.digits(4, 100, 60).dropouts(from, ms));
    }
  }

  @Test
  void shouldHearThroughHumAndOffset() {
    assertHeard(line -> line.level(-20).digits(DIGITS, 50, 50).hum(50, -10));
    assertHeard(line -> line.level(-20).digits(DIGITS, 50, 50).hum(60, -10));
    assertHeard(line -> line.level(-20).digits(DIGITS, 50, 50).shift(3000));
  }

  @ParameterizedTest
  @CsvSource({"350,440", "425,0", "330,440", "480,620"})
  void shouldHearDigitsOverACallProgressTone(double hz, double moreHz) {
    for (double tone : new double[] {-25, -13, -7}) {
      assertHeard(line -> {
        line.level(-13).digits(DIGITS, 60, 60).hum(hz, tone);
        return moreHz > 0 ? line.hum(moreHz, tone) : line;
      });
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldHearDigitsWithSingleLostFrames(boolean repeat) {
    for (int lost = 0; lost < 8; lost++) {
      int frame = lost;
      Line line = new Line(lost).digits(1, 50, 50);
      short[] pcm = line.pcm();
      int at = (1600 / 160 + frame) * 160;
      for (int i = at; i < at + 160; i++) {
        pcm[i] = repeat ? pcm[i - 160] : 0;
      }
      assertThat(Line.heard(pcm)).as("frame %d", frame).isEqualTo(line.sent());
    }
    assertHeard(line -> line.digits(DIGITS, 100, 100).loss(2, repeat));
  }

  @Test
  void shouldHearThroughImpulses() {
    assertHeard(line -> line.digits(DIGITS, 50, 50).impulses(11_500, 10));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 41, 80})
  void shouldNotSplitADigitWhoseClockSlips(int samples) {
    assertHeard(line -> line.digits(DIGITS, 200, 80).slips(200, samples));
  }

  @Test
  void shouldHearThroughTheEchoOfAPrompt() {
    short[] speech = SpeechLike.voices(3).get(1).speak(3);
    assertHeard(line -> line.level(-12).digits(DIGITS, 70, 70).speech(speech, -15));
  }

  @Test
  void shouldKeepTwoShortBurstsWithAPauseApart() {
    assertNothing(line -> line.digit('5', 20, 40).digit('5', 20, 40).digit('5', 20, 40));
  }

  @Test
  void shouldHearTonesThatRiseSlowly() {
    assertHeard(line -> line.rise(7).digits(DIGITS, 50, 50));
  }

  @Test
  void shouldHearTheSameInPiecesOfAnySize() {
    short[] pcm = new Line(3).digits(DIGITS, 50, 50).pcm();
    String whole = Line.heard(pcm);
    for (int piece : new int[] {1, 7, 80, 160, 240, 333}) {
      StringBuilder heard = new StringBuilder();
      ToneDetector detector = new ToneDetector(new Notes(heard));
      for (int at = 0; at < pcm.length; at += piece) {
        detector.feed(pcm, at, Math.min(piece, pcm.length - at));
      }
      assertThat(heard.toString()).as("pieces of %d", piece).isEqualTo(whole);
    }
  }

  @Test
  void shouldEndEachDigitBeforeTheNextStarts() {
    StringBuilder heard = new StringBuilder();
    ToneDetector detector =
        new ToneDetector(
            new ToneDetector.Listener() {
              @Override
              public void onToneStart(char digit, long startSample, long decidedSample) {
                heard.append('(').append(digit);
                assertThat(decidedSample - startSample).isBetween(240L, 560L);
              }

              @Override
              public void onToneEnd(char digit, long startSample, long endSample) {
                heard.append(digit).append(')');
                assertThat(endSample).isGreaterThanOrEqualTo(startSample);
              }
            });
    short[] pcm = new Line(4).digit('1', 100, 0).digit('2', 100, 0).digit('2', 60, 60).pcm();
    detector.feed(pcm, 0, pcm.length);
    detector.reset();
    assertThat(heard.toString()).isEqualTo("(11)(22)");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void shouldHearNoDigitInMinutesOfSpeech(long seed) {
    for (SpeechLike voice : SpeechLike.voices(seed)) {
      short[] pcm = voice.speak(45);
      assertThat(Line.heard(pcm)).as("%s, seed %d", voice, seed).isEmpty();
    }
  }

  @Test
  void shouldHearNoDigitInMusicAndProgressTones() {
    assertThat(Line.heard(SpeechLike.chords(5, 120))).isEmpty();
    double[][] progress = {
      {350, 440}, {425}, {330, 440}, {480, 620}, {440, 480}, {950, 1400}, {1100}, {2100}
    };
    for (double[] tones : progress) {
      Line line = new Line(1).digits(0, 0, 0);
      for (double hz : tones) {
        line.hum(hz, -10);
      }
      assertThat(line.heard(G711.PCMU)).isEmpty();
    }
  }

  @Test
  void manyDetectorsOfAThreadStayInItsCache() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    ToneWorkspace workspace = new ToneWorkspace();
    ToneDetector[] detectors = new ToneDetector[1001];
    long before = 0;
    for (int i = 0; i < detectors.length; i++) {
      detectors[i] = new ToneDetector(new Notes(new StringBuilder()), workspace);
      before = i == 0 ? threads.getCurrentThreadAllocatedBytes() : before;
    }
    long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / (detectors.length - 1);
    assertThat(bytes).isLessThan(6500);
  }

  @Test
  void detectorsThatShareAWorkspaceDoNotDisturbEachOther() {
    ToneWorkspace workspace = new ToneWorkspace();
    Line[] lines = new Line[5];
    StringBuilder[] heard = new StringBuilder[lines.length];
    ToneDetector[] detectors = new ToneDetector[lines.length];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new Line(i).digits(DIGITS, 50, 50).hum(i % 2 == 0 ? 350 : 50, -13);
      heard[i] = new StringBuilder();
      detectors[i] = new ToneDetector(new Notes(heard[i]), workspace);
    }
    for (int at = 0; at + 160 <= lines[0].pcm().length; at += 160) {
      for (int i = 0; i < lines.length; i++) {
        detectors[i].feed(lines[i].pcm(), at, 160);
      }
    }
    for (int i = 0; i < lines.length; i++) {
      assertThat(heard[i].toString()).as("line %d", i).isEqualTo(lines[i].sent());
    }
  }

  private record Notes(StringBuilder heard) implements ToneDetector.Listener {
    @Override
    public void onToneStart(char digit, long startSample, long decidedSample) {
      heard.append(digit);
    }

    @Override
    public void onToneEnd(char digit, long startSample, long endSample) {}
  }
}
