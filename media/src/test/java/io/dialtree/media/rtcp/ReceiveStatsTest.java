package io.dialtree.media.rtcp;

import static io.dialtree.media.rtcp.ReceiveStats.Arrival.DUPLICATE;
import static io.dialtree.media.rtcp.ReceiveStats.Arrival.IN_ORDER;
import static io.dialtree.media.rtcp.ReceiveStats.Arrival.LATE;
import static io.dialtree.media.rtcp.ReceiveStats.Arrival.RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiveStatsTest {
  private final ReceiveStats stats = new ReceiveStats();

  private ReceiveStats.Arrival packet(int sequence) {
    return stats.onPacket(1, sequence & 0xFFFF, 160 * sequence, 20_000_000L * sequence, 8000);
  }

  @Test
  void shouldCountNothingLostInACleanStreamAcrossTheWrap() {
    for (int i = 65000; i < 66000; i++) {
      packet(i);
    }
    assertThat(stats.lost()).isZero();
    assertThat(stats.jitterTicks()).isZero();
    assertThat(stats.extendedMax()).isEqualTo(65999);
  }

  @Test
  void shouldCountMissingPacketsAsLostAndTakeThemBackWhenTheyComeLate() {
    packet(10);
    assertThat(packet(14)).isEqualTo(IN_ORDER);
    assertThat(stats.lost()).isEqualTo(3);
    assertThat(packet(12)).isEqualTo(LATE);
    assertThat(stats.lost()).isEqualTo(2);
    assertThat(stats.late()).isEqualTo(1);
  }

  @Test
  void whatAHostileSenderLeavesOutIsCountedBeyond32Bits() {
    int sequence = 0;
    for (int i = 0; i < 800_000; i++) {
      packet(sequence);
      sequence += 2_999;
    }
    assertThat(stats.lost()).isEqualTo(799_999L * 2_998);
    assertThat(stats.onPacket(2, 0, 0, 0, 8000)).isEqualTo(RESTART);
    assertThat(stats.lost()).isEqualTo(799_999L * 2_998);
  }

  @Test
  void shouldKnowADuplicate() {
    packet(10);
    packet(11);
    assertThat(packet(11)).isEqualTo(DUPLICATE);
    assertThat(packet(10)).isEqualTo(DUPLICATE);
    assertThat(stats.duplicates()).isEqualTo(2);
    assertThat(stats.lost()).isZero();
  }

  @Test
  void shouldStartAnewWithAnotherSsrcAndKeepTheLossOfTheFirst() {
    packet(10);
    packet(13);
    assertThat(stats.onPacket(2, 500, 0, 0, 8000)).isEqualTo(RESTART);
    assertThat(stats.lost()).isEqualTo(2);
    assertThat(stats.onPacket(2, 501, 160, 20_000_000L, 8000)).isEqualTo(IN_ORDER);
  }

  @Test
  void shouldStartAnewWhenTheSequenceJumpsFar() {
    packet(10);
    assertThat(packet(30_000)).isEqualTo(RESTART);
    assertThat(packet(30_001)).isEqualTo(IN_ORDER);
    assertThat(stats.lost()).isZero();
  }

  @Test
  void shouldMeasureJitterOfAnUnevenStream() {
    for (int i = 0; i < 2000; i++) {
      stats.onPacket(1, i & 0xFFFF, 160 * i, 20_000_000L * i + (i % 2) * 10_000_000L, 8000);
    }
    assertThat(stats.jitterTicks()).isBetween(70L, 90L);
  }

  /** Every second packet 10 ms late, by a codec's own clock. */
  private void shake(int clockRate, int from, int packets) {
    for (int i = from; i < from + packets; i++) {
      long arrivalNs = 20_000_000L * i + (i % 2) * 10_000_000L;
      stats.onPacket(1, i & 0xFFFF, clockRate / 50 * i, arrivalNs, clockRate);
    }
  }

  @Test
  void tellsTheSameJitterInMillisecondsWhateverClockTheCodecHas() {
    for (int clockRate : new int[] {8000, 16_000, 48_000}) {
      stats.onPacket(clockRate, 0, 0, 0, clockRate); // another SSRC: everything begins anew
      shake(clockRate, 0, 500);
      assertThat(stats.jitterMs()).isBetween(9L, 10L);
      assertThat(stats.jitterTicks()).isBetween(clockRate * 9L / 1000, clockRate / 100L);
    }
  }

  @Test
  void keepsTheJitterWhenTheCodecChanges() {
    shake(8000, 0, 500);
    shake(48_000, 500, 2);
    assertThat(stats.jitterMs()).isBetween(9L, 10L);
  }

  @Test
  void aKeyWhoseTimestampStandsStillIsNoJitter() {
    for (int i = 0; i < 100; i++) {
      packet(i);
    }
    for (int i = 100; i < 150; i++) {
      stats.onPacket(1, i, 16_000, 20_000_000L * i, 0);
    }
    packet(150);
    assertThat(stats.jitterTicks()).isZero();
    assertThat(stats.lost()).isZero();
  }
}
