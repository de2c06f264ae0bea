package io.dialtree.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.dialtree.media.play.Clip;
import io.dialtree.media.play.Player;
import io.dialtree.media.tone.FrequencyMeter;
import io.dialtree.media.tone.Level;
import io.dialtree.media.tone.ToneGenerator;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opus where the platform has its native library; elsewhere these are skipped. */
class OpusTest {
  private static final int RATE = 16_000;
  private static final int FRAME = 320;
  private final List<AudioCodec> known = Codecs.named("OPUS");
  private final ByteBuffer out = ByteBuffer.allocateDirect(2048);

  @BeforeEach
  void requireLibrary() {
    assumeTrue(!known.isEmpty(), "no native Opus on this platform");
  }

  private AudioCodec opus() {
    return known.getFirst();
  }

  private static Clip tone(AudioCodec codec, double hz, int ms) {
    return Clip.encode("tone", new ToneGenerator(RATE).sine(hz, -10, ms), RATE, List.of(codec));
  }

  private short[] hear(Player player, AudioDecoder decoder, int frames, int frameSamples) {
    short[] pcm = new short[frames * frameSamples];
    for (int i = 0; i < frames; i++) {
      player.fill(out, 7, 0);
      int samples = decoder.decode(out, 7, player.filledBytes(), pcm, i * frameSamples);
      assertThat(samples).isEqualTo(frameSamples);
    }
    return pcm;
  }

  @Test
  void shouldPlayAToneAndThenSilence() {
    Player player = new Player(opus());
    player.start(1, List.of(tone(opus(), 6000, 200)), 1);
    short[] pcm = hear(player, opus().newDecoder(), 20, FRAME);
    assertThat(FrequencyMeter.levelDbm0(pcm, 3 * FRAME, 6 * FRAME, RATE, 6000))
        .isBetween(-12.0, -8.0);
    assertThat(Level.ofAudio(pcm, 15 * FRAME, 5 * FRAME)).isLessThan(-50);
    assertThat(player.isPlaying()).isFalse();
  }

  @Test
  void shouldSayOnceThatAListEnded() {
    Player player = new Player(opus());
    player.start(3, List.of(tone(opus(), 600, 40), tone(opus(), 600, 0)), 2);
    assertThat(player.fill(out, 0, 0)).isEqualTo(Player.NOTHING_ENDED);
    assertThat(player.fill(out, 0, 0)).isEqualTo(Player.NOTHING_ENDED);
    assertThat(player.fill(out, 0, 0)).isEqualTo(Player.NOTHING_ENDED);
    assertThat(player.fill(out, 0, 0)).isEqualTo(Player.NOTHING_ENDED);
    assertThat(player.fill(out, 0, 0)).isEqualTo(3);
    assertThat(player.fill(out, 0, 0)).isEqualTo(Player.NOTHING_ENDED);
  }

  @Test
  void shouldJoinPiecesWithoutAClick() {
    Player player = new Player(opus());
    player.start(1, List.of(tone(opus(), 400, 300), tone(opus(), 1000, 300)), 2);
    short[] pcm = hear(player, opus().newDecoder(), 65, FRAME);
    for (int at = 0; at + FRAME / 2 <= pcm.length; at += FRAME / 4) {
      double above = FrequencyMeter.levelDbm0(pcm, at, FRAME / 2, RATE, 3000);
      assertThat(above).as("at %d ms", at / 16).isLessThan(-30);
    }
  }

  @Test
  void shouldGiveDetectorsEightKilohertz() {
    Player player = new Player(opus());
    player.start(1, List.of(tone(opus(), 1477, 200)), 1);
    short[] pcm = hear(player, opus().newNarrowbandDecoder(), 10, FRAME / 2);
    assertThat(FrequencyMeter.strongestHz(pcm, 480, 960, 8000)).isBetween(1470.0, 1485.0);
  }

  @Test
  void shouldGoOnAtTheSameTimeAfterG711() {
    Player player = new Player(G711.PCMU);
    short[] low = new ToneGenerator(RATE).sine(400, -10, 200);
    short[] high = new ToneGenerator(RATE).sine(1000, -10, 200);
    List<AudioCodec> both = List.of(opus(), G711.PCMU);
    player.start(
        1, List.of(Clip.encode("l", low, RATE, both), Clip.encode("h", high, RATE, both)), 1);
    for (int i = 0; i < 8; i++) {
      player.fill(out, 0, 160);
    }
    player.useCodec(opus());
    short[] pcm = hear(player, opus().newDecoder(), 12, FRAME);
    assertThat(FrequencyMeter.strongestHz(pcm, 4 * FRAME, 6 * FRAME, RATE)).isEqualTo(1000);
  }

  @Test
  void shouldNotAllocateForAPacketOrBeHarmedByNoise() {
    byte[] bytes = new byte[2000];
    new Random(4).nextBytes(bytes);
    ByteBuffer noise = ByteBuffer.wrap(bytes);
    short[] pcm = new short[960];
    AudioDecoder decoder = opus().newNarrowbandDecoder();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = -1;
    for (int block = 0; block < 5 && allocated != 0; block++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 3000; i++) {
        decoder.decode(noise, i % 500, i % 1501, pcm, 0);
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated).isZero();
  }
}
