package io.dialtree.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.G711;
import io.dialtree.media.codec.G722;
import io.dialtree.media.codec.L16;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.tone.FrequencyMeter;
import io.dialtree.media.tone.Level;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 440 Hz through a network that loses, delays, doubles and mixes up packets, in virtual time. */
class JitterBufferTest {
  private static final double AMPLITUDE = Level.amplitude(-10);
  private static final int RATE = 8000;
  private static final int FRAME = RATE / 50;

  private final SimulatedNetwork network = new SimulatedNetwork(G711.PCMU);

  private JitterStats stats() {
    return network.buffer.stats();
  }

  /**
   * A pure 440 Hz bends by 0.12 of its amplitude from sample to sample, companding adds 0.07; a cut
   * bends by up to 2.
   */
  private static void assertNoClick(short[] heard) {
    int sharpest = 0;
    int at = 0;
    for (int i = 2; i < heard.length; i++) {
      int bend = Math.abs(heard[i] - 2 * heard[i - 1] + heard[i - 2]);
      at = bend > sharpest ? i : at;
      sharpest = Math.max(sharpest, bend);
    }
    assertThat(sharpest).as("bend at sample %d", at).isLessThan((int) (0.3 * AMPLITUDE));
  }

  private static void assertTone(short[] heard, int from, int to) {
    for (int at = from; at + 800 <= to; at += 800) {
      assertThat(FrequencyMeter.strongestHz(heard, at, 800, RATE)).isBetween(430.0, 450.0);
      assertThat(FrequencyMeter.levelDbm0(heard, at, 800, RATE, 440)).isBetween(-12.0, -9.0);
    }
  }

  @Test
  void aQuietNetworkIsHeardSampleForSampleAfterFortyMilliseconds() {
    network.talk(100);
    short[] heard = network.listen();
    int first = 0;
    while (Math.abs(heard[first]) < 100) {
      first++;
    }
    assertThat(first).isBetween(20 * RATE / 1000, 50 * RATE / 1000);
    assertTone(heard, first, heard.length);
    assertThat(stats().concealedMs()).isZero();
    assertThat(stats().delayMs()).isBetween(20L, 45L);
  }

  @ParameterizedTest
  @ValueSource(doubles = {10, 40, 80, 120})
  void theDelayFollowsTheJitterAndComesDownAgain(double jitterMs) {
    network.talk(200);
    network.jitterMs = jitterMs;
    network.talk(1000);
    short[] shaken = network.listen();
    assertThat(stats().targetMs()).isBetween((long) (0.95 * jitterMs), (long) jitterMs + 30);
    assertThat(stats().delayMs()).isBetween((long) (0.95 * jitterMs) - 10, (long) jitterMs + 55);
    assertNoClick(shaken);
    assertTone(shaken, shaken.length - 10 * RATE, shaken.length);
    long lateBefore = stats().discardedLate() + stats().underruns();
    network.talk(500);
    network.listen();
    assertThat(stats().discardedLate() + stats().underruns() - lateBefore).isLessThan(25);
    network.jitterMs = 0;
    network.talk(2000);
    assertNoClick(network.listen());
    assertThat(stats().targetMs()).isLessThanOrEqualTo(50);
    assertThat(stats().delayMs()).isLessThanOrEqualTo(70);
  }

  @Test
  void theDelayIsNeverLongerThanTwoHundredMillisecondsWhateverTheNetworkDoes() {
    network.jitterMs = 600;
    network.talk(1000);
    network.listen();
    assertThat(stats().targetMs()).isEqualTo(200);
    assertThat(stats().delayMs()).isLessThanOrEqualTo(220);
  }

  @Test
  void fivePercentOfLossIsHiddenWithoutClicksAndWithoutShiftingTheRest() {
    network.jitterMs = 40;
    network.loss = 0.05;
    network.talk(1500);
    short[] heard = network.listen();
    assertNoClick(heard);
    assertThat(stats().lost()).isBetween(50L, 120L);
    assertThat(stats().concealedMs()).isBetween(900L, 2600L);
    assertThat(FrequencyMeter.levelDbm0(heard, 4000, heard.length - 8000, RATE, 440))
        .isGreaterThan(-14.0);
    assertThat(stats().delayMs()).isBetween(40L, 100L);
  }

  @Test
  void oneLostPacketIsMadeUpInItsPitch() {
    network.talk(50);
    network.loss = 1;
    network.talk(1);
    network.loss = 0;
    network.talk(50);
    short[] heard = network.listen();
    assertNoClick(heard);
    assertTone(heard, 10 * FRAME, heard.length);
    assertThat(stats().lost()).isEqualTo(1);
    assertThat(stats().concealedMs()).isEqualTo(20);
    assertThat(stats().underruns()).isZero();
  }

  @Test
  void aLongHoleFadesToSilenceAfterSixtyMillisecondsAndKeepsItsLength() {
    network.talk(50);
    network.loss = 1;
    network.talk(15);
    network.loss = 0;
    network.talk(50);
    short[] heard = network.listen();
    assertNoClick(heard);
    int silent = 0;
    for (int i = 10 * FRAME; i < heard.length; i++) {
      silent += heard[i] == 0 && heard[i - 1] == 0 ? 1 : 0;
    }
    assertThat(silent * 1000 / RATE).isBetween(210, 260);
    assertThat(stats().delayMs()).isBetween(20L, 60L);
  }

  @Test
  void twinsArePlayedOnceAndCounted() {
    network.duplicates = 1;
    network.talk(100);
    short[] heard = network.listen();
    assertTone(heard, 10 * FRAME, heard.length);
    assertThat(stats().duplicates()).isEqualTo(100);
    assertThat(stats().discardedLate()).isZero();
  }

  @Test
  void packetsInTheWrongOrderArePlayedInTheRightOne() {
    network.talk(20);
    network.jitterMs = 70; // three packets may overtake each other
    network.talk(400);
    network.listen();
    network.talk(200);
    short[] heard = network.listen();
    assertTone(heard, 0, heard.length);
    assertNoClick(heard);
  }

  @Test
  void anotherSourceIsHeardWithinTwoHundredMilliseconds() {
    network.talk(50);
    network.listen();
    network.ssrc = 8;
    network.sequence = 12;
    network.timestamp = 1_000_000_000;
    network.talk(20);
    short[] heard = network.listen();
    assertTone(heard, RATE / 5, heard.length);
    assertThat(stats().restarts()).isEqualTo(1);
  }

  @Test
  void sequenceNumbersThatStartAnewAreFollowed() {
    network.talk(50);
    network.listen();
    network.sequence += 20_000;
    network.talk(20);
    short[] heard = network.listen();
    assertTone(heard, RATE / 5, heard.length);
    assertThat(stats().restarts()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000_000, -1_000_000, 160 * 50 * 3})
  void aTimestampThatJumpsIsNoHole(int ticks) {
    network.talk(50);
    network.listen();
    network.timestamp += ticks;
    network.talk(30);
    short[] heard = network.listen();
    assertTone(heard, RATE / 5, heard.length);
    assertThat(stats().lost()).isZero();
  }

  @Test
  void aPauseOfTheSenderIsSilenceOfItsLengthAndNoLoss() {
    network.talk(50);
    network.rest(50);
    network.talk(50);
    short[] heard = network.listen();
    assertThat(stats().lost()).isZero();
    assertThat(stats().concealedMs()).isZero();
    assertThat(stats().underruns()).isZero();
    assertThat(stats().delayMs()).isBetween(20L, 50L);
    assertTone(heard, heard.length - 45 * FRAME, heard.length);
    int silence = 55 * FRAME;
    assertThat(Level.ofAudio(heard, silence, 40 * FRAME)).isLessThan(-60.0);
  }

  @Test
  void comfortNoiseAndKeysTakeTheirNumbersWithoutBeingLoss() {
    network.talk(50);
    for (int i = 0; i < 10; i++) {
      network.send(new byte[] {40}, false);
      network.step();
    }
    network.talk(50);
    short[] heard = network.listen();
    assertThat(stats().lost()).isZero();
    assertThat(stats().concealedMs()).isZero();
    assertTone(heard, heard.length - 45 * FRAME, heard.length);
  }

  @Test
  void aWayThatBecomesLongerForGoodIsFollowed() {
    network.talk(100);
    network.detour(500);
    network.talk(100);
    short[] heard = network.listen();
    assertTone(heard, heard.length - 60 * FRAME, heard.length);
    assertThat(stats().delayMs()).isLessThanOrEqualTo(220);
  }

  @ParameterizedTest
  @ValueSource(doubles = {200, -200})
  void clocksThatDriftApartAreFollowedWithoutClicksForTenMinutes(double ppm) {
    network.senderPpm = ppm;
    network.jitterMs = 5;
    network.talk(30_000);
    short[] heard = network.listen();
    assertNoClick(heard);
    assertThat(stats().delayMs()).isBetween(15L, 75L);
    assertThat(stats().discardedLate()).isZero();
    assertTone(heard, heard.length - 10 * RATE, heard.length);
  }

  @Test
  void codecsWithAMemoryAndOtherClocksSoundTheSame() {
    for (AudioCodec codec : new AudioCodec[] {G722.MODE_1, L16.WIDEBAND, L16.NARROWBAND}) {
      SimulatedNetwork wide = new SimulatedNetwork(codec);
      wide.jitterMs = 30;
      wide.talk(300);
      short[] heard = wide.listen();
      int tail = codec.sampleRate();
      assertThat(FrequencyMeter.strongestHz(heard, heard.length - tail, tail, codec.sampleRate()))
          .isBetween(435.0, 445.0);
    }
  }

  @Test
  void inSilenceTheDelayComesDownFrameByFrame() {
    network.jitterMs = 120;
    network.talk(500);
    network.listen();
    network.jitterMs = 0;
    network.whisper();
    network.talk(1200);
    network.listen();
    assertThat(stats().delayMs()).isLessThanOrEqualTo(stats().targetMs() + 1);
  }

  @Test
  void allocatesNothingForAPacketOrAFrame() {
    JitterBuffer buffer = JitterBuffer.of(G711.PCMA);
    ByteBuffer packet = ByteBuffer.allocateDirect(172);
    short[] out = new short[FRAME];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = -1;
    int sequence = 0;
    // The compiler allocates now and then on this thread while it replaces code.
    for (int block = 0; block < 3 && allocated != 0; block++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 50_000; i++, sequence++) {
        RtpPacket.writeHeader(packet, 0, false, 8, sequence & 0xFFFF, 160 * sequence, 7);
        long nowNs = 20_000_000L * sequence;
        if (sequence % 50 != 0) {
          buffer.put(packet, 12, 160, nowNs + sequence * 7919L % 30_000_000);
        }
        buffer.take(out, 0, FRAME, nowNs + 5_000_000);
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated).isZero();
    assertThat(buffer.stats().lost()).isPositive();
  }

  @Test
  void hasNothingToSayBeforeTheFirstPacket() {
    short[] out = new short[FRAME];
    Arrays.fill(out, (short) 9);
    network.buffer.take(out, 0, FRAME, 1);
    assertThat(out).containsOnly(0);
    assertThat(network.buffer.hasAudio()).isFalse();
  }
}
