package io.dialtree.media.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.codec.G722;
import io.dialtree.media.codec.L16;
import io.dialtree.media.tone.FrequencyMeter;
import io.dialtree.media.tone.ToneGenerator;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
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
}
