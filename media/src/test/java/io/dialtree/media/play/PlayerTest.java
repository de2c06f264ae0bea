package io.dialtree.media.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.codec.G722;
import io.dialtree.media.codec.L16;
import io.dialtree.media.tone.FrequencyMeter;
import io.dialtree.media.tone.Level;
import io.dialtree.media.tone.ToneGenerator;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlayerTest {
  private static final int FRAME = 160;
  private final AudioCodec pcmu = Codecs.byName("PCMU").orElseThrow();
  private final AudioCodec pcma = Codecs.byName("PCMA").orElseThrow();
  private final Player player = new Player(pcmu);
  private final ByteBuffer out = ByteBuffer.allocate(2048);

  private static Clip clip(int samples, int value) {
    short[] pcm = new short[samples];
    Arrays.fill(pcm, (short) value);
    return Clip.encode("test", pcm);
  }

  private short[] decoded(AudioCodec codec, int bytes) {
    short[] pcm = new short[bytes];
    codec.decode(out, 0, bytes, pcm, 0);
    return pcm;
  }

  @Test
  void shouldPlayClipsWithoutAGapBetweenThem() {
    player.start(5, List.of(clip(100, 8000), clip(60, -8000)), 1);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(5);
    short[] pcm = decoded(pcmu, FRAME);
    assertThat((int) pcm[99]).isBetween(7500, 8500);
    assertThat((int) pcm[100]).isBetween(-8500, -7500);
    assertThat(player.isPlaying()).isFalse();
  }

  @Test
  void shouldFillTheRestOfTheLastFrameWithSilence() {
    player.start(1, List.of(clip(100, 8000)), 1);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(1);
    assertThat((int) decoded(pcmu, FRAME)[100]).isBetween(-8, 8);
  }

  @Test
  void shouldSayOnceThatAListEnded() {
    player.start(1, List.of(clip(200, 8000)), 1);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(Player.NOTHING_ENDED);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(1);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(Player.NOTHING_ENDED);
  }

  @Test
  void shouldPlayAListAsOftenAsItWasAsked() {
    player.start(1, List.of(clip(FRAME, 8000)), 3);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(Player.NOTHING_ENDED);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(Player.NOTHING_ENDED);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(1);
  }

  @Test
  void shouldPlayAnEndlessListUntilItIsStopped() {
    player.start(9, List.of(clip(100, 8000)), 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(player.fill(out, 0, FRAME)).isEqualTo(Player.NOTHING_ENDED);
    }
    assertThat((int) decoded(pcmu, FRAME)[159]).isBetween(7500, 8500);
    assertThat(player.stop()).isEqualTo(9);
  }

  @Test
  void shouldEndAnEndlessListOfNothingAtOnce() {
    player.start(9, List.of(clip(0, 0)), 0);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(9);
  }

  @Test
  void shouldGoOnAtTheSamePlaceInAnotherCodec() {
    player.start(1, List.of(clip(FRAME, 8000), clip(FRAME, -8000)), 1);
    player.fill(out, 0, FRAME);
    player.useCodec(pcma);
    player.fill(out, 0, FRAME);
    assertThat((int) decoded(pcma, FRAME)[80]).isBetween(-8500, -7500);
  }

  @Test
  void shouldGoOnAtTheSameTimeInACodecOfAnotherRate() {
    player.start(1, List.of(clip(2 * FRAME, 8000), clip(4 * FRAME, -8000)), 1);
    player.fill(out, 0, FRAME);
    player.useCodec(L16.WIDEBAND);
    player.fill(out, 0, L16.WIDEBAND.payloadBytes(40));
    short[] pcm = decoded(L16.WIDEBAND, L16.WIDEBAND.payloadBytes(40));
    assertThat((int) pcm[160]).isBetween(7500, 8500);
    assertThat((int) pcm[480]).isBetween(-8500, -7500);
  }

  @Test
  void shouldFallSilentRatherThanFailWhenAClipIsNotReadyForTheCodec() {
    Clip narrow = Clip.encode("narrow", new short[800], 8000, List.of(pcmu));
    player.useCodec(G722.MODE_1);
    player.start(4, List.of(narrow), 0);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(4);
    assertThat(out.get(0)).isEqualTo(G722.MODE_1.silence());
  }

  @Test
  void shouldLetAWidebandCallHearMoreThanATelephoneDoes() {
    short[] tone = new ToneGenerator(16_000).sine(6000, -10, 200);
    player.useCodec(G722.MODE_1);
    player.start(1, List.of(Clip.encode("high", tone, 16_000, List.of(pcmu, G722.MODE_1))), 1);
    player.fill(out, 0, 8 * 120);
    short[] pcm = new short[16 * 120];
    G722.MODE_1.decode(out, 0, 8 * 120, pcm, 0);
    assertThat(FrequencyMeter.levelDbm0(pcm, 16 * 60, 16 * 60, 16_000, 6000))
        .isBetween(-11.0, -9.0);
  }

  /** What a decoder hears of the next {@code ms}. */
  private short[] heard(AudioCodec codec, int ms) {
    int bytes = codec.payloadBytes(20);
    ByteBuffer all = ByteBuffer.allocate(ms / 20 * bytes);
    for (int at = 0; at < all.capacity(); at += bytes) {
      player.fill(all, at, bytes);
    }
    short[] pcm = new short[2 * all.capacity()];
    return Arrays.copyOf(pcm, codec.decode(all, 0, all.capacity(), pcm, 0));
  }

  /** One tone cut into three prompts at places where it is not zero. */
  private static List<Clip> cutTone(AudioCodec codec) {
    short[] tone = new ToneGenerator(16_000).sine(440, -10, 2000);
    return List.of(
        Clip.encode("a", Arrays.copyOf(tone, 10_004), 16_000, List.of(codec)),
        Clip.encode("b", Arrays.copyOfRange(tone, 10_004, 19_008), 16_000, List.of(codec)),
        Clip.encode("c", Arrays.copyOfRange(tone, 19_008, 32_000), 16_000, List.of(codec)));
  }

  private static void assertOneTone(short[] pcm, int from, int to) {
    for (int at = from; at + 160 <= to; at += 80) {
      assertThat(FrequencyMeter.levelDbm0(pcm, at, 160, 16_000, 440))
          .as("level at %d ms", at / 16)
          .isBetween(-11.5, -8.5);
    }
    double amplitude = Level.amplitude(-10);
    for (int i = from + 2; i < to; i++) {
      int bend = pcm[i] - 2 * pcm[i - 1] + pcm[i - 2];
      assertThat(Math.abs(bend)).as("bend at %d", i).isLessThan((int) (0.3 * amplitude));
    }
  }

  @Test
  void wordsOfASentenceFollowEachOtherWithoutAPauseInACodecWithAMemory() {
    player.useCodec(G722.MODE_1);
    player.start(1, cutTone(G722.MODE_1), 1);
    short[] pcm = heard(G722.MODE_1, 2040);
    assertOneTone(pcm, 60 * 16, 2010 * 16);
    assertThat(player.isPlaying()).isFalse();
  }

  @Test
  void aLoopHasNoSeamInACodecWithAMemory() {
    short[] tone = new ToneGenerator(16_000, 0).sine(440, -10, 1000); // whole periods
    player.useCodec(G722.MODE_1);
    player.start(1, List.of(Clip.encode("loop", tone, 16_000, List.of(G722.MODE_1))), 0);
    assertOneTone(heard(G722.MODE_1, 5000), 60 * 16, 5000 * 16);
  }

  @Test
  void aPromptTooShortForAJoinIsStillHeardWhole() {
    short[] brief = new ToneGenerator(16_000).sine(440, -10, 100);
    Clip clip = Clip.encode("brief", brief, 16_000, List.of(G722.MODE_1));
    player.useCodec(G722.MODE_1);
    player.start(1, List.of(clip, clip), 1);
    short[] pcm = heard(G722.MODE_1, 280);
    assertThat(FrequencyMeter.levelDbm0(pcm, 60 * 16, 60 * 16, 16_000, 440)).isBetween(-11.0, -9.0);
    assertThat(FrequencyMeter.levelDbm0(pcm, 200 * 16, 60 * 16, 16_000, 440))
        .isBetween(-11.0, -9.0);
  }

  @Test
  void aPromptIsSoManyDecibelsLouderOrSofterInEveryCodec() {
    short[] tone = new ToneGenerator(16_000).sine(440, -20, 500);
    Clip clip = Clip.encode("tone", tone, 16_000, Codecs.all());
    for (int volumeDb : new int[] {-20, -6, 6, 12}) {
      Clip louder = clip.atVolume(volumeDb);
      assertThat(louder.durationMs()).isEqualTo(500);
      for (AudioCodec codec : Codecs.all()) {
        player.useCodec(codec);
        player.start(1, List.of(louder), 1);
        short[] pcm = heard(codec, 500);
        int quarter = codec.sampleRate() / 4;
        assertThat(FrequencyMeter.levelDbm0(pcm, quarter / 2, quarter, codec.sampleRate(), 440))
            .as("%s at %d dB", codec, volumeDb)
            .isBetween(-20 + volumeDb - 0.7, -20 + volumeDb + 0.7);
      }
    }
  }

  @Test
  void codecsMayChangeWhileNothingPlays() {
    Optional<AudioCodec> opus = Codecs.byName("opus");
    assumeThat(opus).as("this platform has Opus").isPresent();
    player.start(1, List.of(clip(1, 8000)), 1);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(1);
    player.useCodec(opus.orElseThrow());
    player.useCodec(pcmu);
    assertThat(player.fill(out, 0, FRAME)).isEqualTo(Player.NOTHING_ENDED);
    assertThat((int) decoded(pcmu, FRAME)[0]).isBetween(-8, 8);
  }

  @Test
  void whatGetsTooLoudIsClippedAndDoesNotWrap() {
    Clip louder = clip(FRAME, 30_000).atVolume(12);
    player.start(1, List.of(louder), 1);
    player.fill(out, 0, FRAME);
    assertThat((int) decoded(pcmu, FRAME)[80]).isGreaterThan(31_000);
  }
}
