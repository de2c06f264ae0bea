package io.dialtree.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.G711;
import io.dialtree.media.tone.ToneGenerator;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Keys in the audio of a stream of which packets never come. */
class LostPacketsTest {
  private static final int FRAME = 160;
  private static final int MS = 8;
  // Silence before the first key, in whole frames.
  private static final int LEAD = 15 * FRAME;

  /** Two keys with a pause between them, the first starting this far into a frame. */
  private record Keys(String keys, int into, int toneMs, int pauseMs) {
    int start(int key) {
      return LEAD + into + key * (toneMs + pauseMs) * MS;
    }

    int end(int key) {
      return start(key) + toneMs * MS;
    }

    short[] pcm() {
      short[] pcm = new short[end(keys.length() - 1) + LEAD];
      for (int i = 0; i < keys.length(); i++) {
        char key = keys.charAt(i);
        short[] tone =
            new ToneGenerator(8000).dual(Keypad.lowHz(key), -10, Keypad.highHz(key), -9, toneMs);
        System.arraycopy(tone, 0, pcm, start(i), tone.length);
      }
      return pcm;
    }

    /** What is heard when these packets are lost, one letter a key. */
    String heardWithout(IntPredicate lost) {
      return heard(pcm(), lost);
    }
  }

  private static String heard(short[] pcm, IntPredicate lost) {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    stream.audio(pcm, G711.PCMU, frame -> !lost.test(frame));
    StringBuilder heard = new StringBuilder();
    stream.heard().forEach(digit -> heard.append(digit.charAt(0)));
    return heard.toString();
  }

  /** What a stream has in place of packets that were lost. */
  private enum Gap {
    NOTHING,
    SILENCE,
    THE_FRAME_BEFORE;

    String heardWithout(int first, int packets, short[] pcm) {
      if (this == NOTHING) {
        return heard(pcm, frame -> frame >= first && frame < first + packets);
      }
      short[] filled = pcm.clone();
      for (int n = first * FRAME; n < (first + packets) * FRAME; n++) {
        filled[n] = this == SILENCE ? 0 : filled[n - FRAME];
      }
      return heard(filled, _ -> false);
    }
  }

  /** Loses, one after the other, the runs of {@code length} packets that begin in this stretch. */
  private static void assertHeardWithoutEach(Keys keys, int length, int from, int to) {
    for (int first = (from + FRAME - 1) / FRAME; first * FRAME <= to; first++) {
      int gone = first;
      assertThat(keys.heardWithout(frame -> frame >= gone && frame < gone + length))
          .as("%s without %d packets from %d", keys, length, gone)
          .isEqualTo(keys.keys());
    }
  }

  @Test
  void aKeyPressedTwiceCountsTwiceThoughAPacketOfThePauseIsLost() {
    for (int into = 0; into < FRAME; into += 10) {
      Keys keys = new Keys("55", into, 50, 50);
      assertHeardWithoutEach(keys, 1, keys.end(0), keys.start(1) - FRAME);
    }
  }

  @Test
  void twoKeysCountOnceEachThoughPacketsBetweenThemAreLost() {
    for (int into = 0; into < FRAME; into += 10) {
      Keys keys = new Keys("59", into, 50, 50);
      assertHeardWithoutEach(keys, 1, keys.end(0) - FRAME / 2, keys.start(1) - FRAME / 2);
      keys = new Keys("59", into, 70, 70);
      assertHeardWithoutEach(keys, 2, keys.end(0) - FRAME / 2, keys.start(1) - FRAME);
    }
  }

  @Test
  void aKeyIsOneThoughFortyMillisecondsOfItAreLost() {
    for (int into = 0; into < FRAME; into += 10) {
      Keys keys = new Keys("7", into, 100, 100);
      assertHeardWithoutEach(keys, 2, keys.start(0), keys.end(0) - 2 * FRAME);
    }
  }

  @Test
  void aKeyIsHeardThoughAllButTwentyMillisecondsOfItAreLost() {
    for (int into = 0; into <= FRAME / 2; into += 10) {
      Keys first = new Keys("3", into, 60, 60);
      assertHeardWithoutEach(first, 2, LEAD, LEAD);
      Keys last = new Keys("3", FRAME - into, 60, 60);
      assertHeardWithoutEach(last, 2, LEAD + 2 * FRAME, LEAD + 2 * FRAME);
    }
  }

  /**
   * Keys with one tone as far below the other as may be, in many phases: of * the most, whose tones
   * lie closest to each other.
   */
  private static void assertEachTwistedKeyIsOne(Gap gap, int packetsMax) {
    for (double twistDb : new double[] {-8, 4}) {
      for (int seed = 0; seed < 40; seed++) {
        for (double part : new double[] {-0.015, 0, 0.015}) {
          assertOne('*', new Line(seed).twist(twistDb).offset(part, -part, 0), gap, packetsMax);
        }
        char key = Keypad.KEYS.charAt(seed % Keypad.KEYS.length());
        assertOne(key, new Line(seed).twist(twistDb), gap, packetsMax);
      }
    }
  }

  /** Loses every run of packets that leaves 20 ms of the key behind it. */
  private static void assertOne(char key, Line line, Gap gap, int packetsMax) {
    int frames = 8;
    int first = 200 / 20; // where a line's first key begins
    short[] pcm = line.digit(key, 20 * frames, 100).pcm();
    for (int packets = 1; packets <= packetsMax; packets++) {
      for (int lost = first; lost + packets < first + frames; lost++) {
        assertThat(gap.heardWithout(lost, packets, pcm))
            .as("%c with %s for %d packets from %d", key, gap, packets, lost)
            .isEqualTo(String.valueOf(key));
      }
    }
  }

  @Test
  void aKeyOfUnequalTonesIsOneThoughUpToThreePacketsOfItAreMissing() {
    assertEachTwistedKeyIsOne(Gap.NOTHING, 3);
  }

  @Test
  void aKeyOfUnequalTonesIsOneThoughAFrameOfItIsRepeatedUpToThreeTimes() {
    assertEachTwistedKeyIsOne(Gap.THE_FRAME_BEFORE, 3);
  }

  @Test
  void aKeyOfUnequalTonesIsOneThoughAFrameOfItIsSilent() {
    assertEachTwistedKeyIsOne(Gap.SILENCE, 1);
  }
}
