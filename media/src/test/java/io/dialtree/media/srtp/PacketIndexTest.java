package io.dialtree.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a sequence number means, by what came before it. */
class PacketIndexTest {
  @Test
  void goesOnAcrossTheWrap() {
    assertThat(PacketIndex.guess(0x1_FFFF, 0)).isEqualTo(0x2_0000);
    assertThat(PacketIndex.guess(0x1_FFF0, 0x20)).isEqualTo(0x2_0020);
  }

  @Test
  void findsALatePacketBeforeTheWrap() {
    assertThat(PacketIndex.guess(0x2_0003, 0xFFFE)).isEqualTo(0x1_FFFE);
    assertThat(PacketIndex.guess(0x2_0003, 1)).isEqualTo(0x2_0001);
  }

  @Test
  void takesHalfTheRangeAheadForAheadAndWhatIsFurtherForBehind() {
    assertThat(PacketIndex.guess(0x5_0000, 0x8000)).isEqualTo(0x5_8000);
    assertThat(PacketIndex.guess(0x5_0000, 0x8001)).isEqualTo(0x4_8001);
    assertThat(PacketIndex.guess(0x5_9000, 0x1000)).isEqualTo(0x5_1000);
    assertThat(PacketIndex.guess(0x5_9000, 0x0FFF)).isEqualTo(0x6_0FFF);
  }

  @Test
  void saysThatThereIsNothingBeforeTheFirstAndBehindTheLast() {
    assertThat(PacketIndex.guess(3, 0xFFFE)).isNegative();
    assertThat(PacketIndex.guess(PacketIndex.MAX, 0)).isGreaterThan(PacketIndex.MAX);
    assertThat(PacketIndex.guess(PacketIndex.MAX, 0xFFFF)).isEqualTo(PacketIndex.MAX);
  }
}
