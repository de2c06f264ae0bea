package io.dialtree.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.G711;
import io.dialtree.media.tone.ToneGenerator;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One key press, one digit: whichever way it comes. */
class DigitReceiverTest {
  private static final RtpStream.Fate ALL = frame -> true;

  private static short[] tone(char key, int ms) {
    return new ToneGenerator(8000).dual(Keypad.lowHz(key), -10, Keypad.highHz(key), -9, ms);
  }

  private static void quiet(RtpStream stream, int ms) {
    stream.audio(new short[8 * ms], G711.PCMU, ALL);
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void shouldHearTonesInBothLaws(AudioCodec law) {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    for (char key : Keypad.KEYS.toCharArray()) {
      stream.audio(tone(key, 60), law, ALL);
      stream.audio(new short[480], law, ALL);
    }
    assertThat(stream.heard()).hasSize(16).startsWith("0:TONE", "1:TONE").endsWith("D:TONE");
  }

  @Test
  void shouldDropTheRemnantOfAToneBeforeItsEvent() {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    quiet(stream, 100);
    stream.audio(tone('5', 60), G711.PCMU, ALL);
    stream.press(5, 100);
    stream.pass(60);
    stream.press(5, 100);
    assertThat(stream.heard()).containsExactly("5:TONE", "5:EVENT");
  }

  @Test
  void shouldIgnoreTonesOnceAnEventWasSeen() {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    stream.press(5, 100);
    stream.audio(tone('5', 100), G711.PCMU, ALL);
    stream.audio(tone('7', 100), G711.PCMU, ALL);
    assertThat(stream.heard()).containsExactly("5:EVENT");
  }

  @Test
  void shouldHearTonesAgainWhenAnotherSourceTakesOver() {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    quiet(stream, 100);
    stream.press(5, 100);
    stream.changeSsrc();
    quiet(stream, 100);
    stream.audio(tone('7', 100), G711.PCMU, ALL);
    assertThat(stream.heard()).containsExactly("5:EVENT", "7:TONE");
  }

  @Test
  void ofTwoSourcesThatSpeakAtOnceTheFirstIsHeard() {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    quiet(stream, 40);
    short[] seven = tone('7', 100);
    for (int at = 0; at < seven.length; at += 160) {
      stream.stranger(G711.PCMU);
      stream.audio(Arrays.copyOfRange(seven, at, at + 160), G711.PCMU, ALL);
    }
    assertThat(stream.heard()).containsExactly("7:TONE");
  }

  @Test
  void shouldCountAKeyOfEventAndInfoOnce() {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    for (int press = 0; press < 3; press++) {
      stream.press(1, 2000);
      stream.receiver().onInfoDigit('1', 2000, stream.nowNs());
      stream.pass(80);
    }
    assertThat(stream.heard()).containsExactly("1:EVENT", "1:EVENT", "1:EVENT");
  }

  @Test
  void shouldCountAKeyOnceWhenInfoComesFirst() {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    stream.receiver().onInfoDigit('1', 160, stream.nowNs());
    stream.pass(300);
    stream.press(1, 100);
    stream.receiver().onInfoDigit('2', 160, stream.nowNs());
    assertThat(stream.heard()).containsExactly("1:INFO", "2:INFO");
  }

  @Test
  void shouldDeliverEveryInfoDigitOfAPhoneThatSendsNothingElse() {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    for (int i = 0; i < 40; i++) {
      stream.receiver().onInfoDigit('3', 100, stream.nowNs());
      stream.pass(100);
    }
    stream.receiver().onInfoDigit('x', 100, stream.nowNs());
    assertThat(stream.heard()).hasSize(40).containsOnly("3:INFO");
  }

  @Test
  void shouldHearOnlyWhatItsModeAllows() {
    for (DigitMode mode : DigitMode.values()) {
      RtpStream stream = new RtpStream(mode);
      stream.audio(tone('1', 100), G711.PCMU, ALL);
      quiet(stream, 100);
      stream.press(2, 100);
      stream.receiver().onInfoDigit('3', 100, stream.nowNs());
      String expected =
          switch (mode) {
            case AUTO -> "[1:TONE, 2:EVENT, 3:INFO]";
            case EVENTS -> "[2:EVENT]";
            case INBAND -> "[1:TONE]";
            case INFO -> "[3:INFO]";
          };
      assertThat(stream.heard().toString()).as("%s", mode).isEqualTo(expected);
    }
  }

  @Test
  void shouldFollowAReinviteThatTakesEventsAway() {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    stream.press(1, 100);
    stream
        .receiver()
        .configure(
            new DigitSettings(DigitMode.AUTO, Map.of(), Map.of(0, G711.PCMU), OptionalInt.empty()));
    quiet(stream, 100);
    stream.audio(tone('2', 100), G711.PCMU, ALL);
    quiet(stream, 60);
    stream.press(3, 100);
    assertThat(stream.heard()).containsExactly("1:EVENT", "2:TONE");
  }

  @Test
  void shouldNotSplitAToneWhoseFrameIsLost() {
    for (int lost = 3; lost < 12; lost++) {
      int gone = lost;
      RtpStream stream = new RtpStream(DigitMode.AUTO);
      quiet(stream, 20);
      stream.audio(tone('6', 300), G711.PCMU, frame -> frame != gone && frame != gone + 1);
      quiet(stream, 200);
      assertThat(stream.heard())
          .as("frames %d and %d lost", gone, gone + 1)
          .containsExactly("6:TONE");
    }
  }

  @Test
  void shouldTakeTheSameKeyBehindALongLossAsAnotherPress() {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    stream.audio(tone('6', 600), G711.PCMU, frame -> frame < 5 || frame >= 25);
    quiet(stream, 100);
    assertThat(stream.heard()).containsExactly("6:TONE", "6:TONE");
  }

  @Test
  void shouldNotBreakAToneWhosePacketsSwapPlaces() {
    short[] pcm = new short[160 * 20];
    System.arraycopy(tone('9', 80), 0, pcm, 160 * 4 + 50, 640);
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    int first = stream.sequence();
    int start = stream.timestamp();
    for (int frame = 0; frame < 20; frame++) {
      int sent = frame ^ 1;
      byte[] payload = new byte[160];
      G711.PCMU.encode(pcm, sent * 160, 160, payload, 0);
      stream.frame(G711.PCMU, payload, (first + sent) & 0xFFFF, start + sent * 160);
      stream.pass(20);
    }
    assertThat(stream.heard()).containsExactly("9:TONE");
  }

  @Test
  void shouldGoOnAfterAJumpOfTheSequenceNumbers() {
    RtpStream stream = new RtpStream(DigitMode.AUTO);
    quiet(stream, 100);
    stream.skipSequence(20_000);
    quiet(stream, 100);
    stream.audio(tone('4', 100), G711.PCMU, ALL);
    quiet(stream, 100);
    stream.pass(3000);
    stream.audio(tone('4', 100), G711.PCMU, ALL);
    assertThat(stream.heard()).containsExactly("4:TONE", "4:TONE");
  }

  @Test
  void shouldAllocateNothingPerPacket() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    RtpStream stream = new RtpStream(DigitMode.INBAND);
    short[] pcm = new short[160 * 100];
    System.arraycopy(tone('9', 80), 0, pcm, 160 * 4 + 50, 640);
    stream.audio(pcm, G711.PCMU, ALL);
    byte[] payload = new byte[160];
    java.util.Arrays.fill(payload, (byte) 0x31);
    int first = stream.sequence();
    long before = 0;
    for (int i = 0; i < 30_000; i++) {
      if (i == 10_000) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      stream.frame(G711.PCMU, payload, (first + i) & 0xFFFF, stream.timestamp() + 160 * i);
      stream.receiver().onTick(stream.nowNs());
    }
    // Less than a byte a packet: what is left is the measurement itself.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
  }
}
