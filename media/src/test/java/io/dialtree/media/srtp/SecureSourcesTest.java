package io.dialtree.media.srtp;

import static io.dialtree.media.srtp.SrtpCalls.SUITE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Several sources under one key, as conferences and transfers behind a peer bring them. */
class SecureSourcesTest {
  private static final int MAIN = 99;
  private static final int WRAP = 65_536;

  private final SrtpCalls calls = new SrtpCalls();
  private final ReferenceSrtp peer = SrtpCalls.reference(SUITE, 2);
  private final SrtpSession us = SrtpCalls.session(SUITE, 1, 2);
  private long nowNs;

  private int hear(int index, int ssrc) {
    nowNs += 1_000_000_000L;
    return calls.open(us, peer.sealRtp(SrtpCalls.rtp(index, ssrc), index >> 16), nowNs);
  }

  @Test
  void aSourceThatIsHeardIsNeverPushedOut() {
    assertThat(hear(WRAP - 1, MAIN)).isPositive();
    for (int i = 0; i < 40; i++) {
      assertThat(hear(WRAP + i, MAIN)).as("round %s", i).isPositive();
      assertThat(hear(5, 1_000 + i)).as("round %s", i).isPositive();
    }
  }

  @Test
  void fifteenOtherSourcesLetNoReplayIn() {
    assertThat(hear(10, MAIN)).isPositive();
    for (int i = 1; i < PacketOpener.SOURCES_MAX; i++) {
      assertThat(hear(5, 1_000 + i)).isPositive();
    }
    assertThat(hear(10, MAIN)).isEqualTo(PacketOpener.REPLAYED);
    assertThat(hear(5, 1_001)).isEqualTo(PacketOpener.REPLAYED);
  }

  @Test
  void theSourceNotHeardForLongestGivesWay() {
    assertThat(hear(WRAP - 1, MAIN)).isPositive();
    assertThat(hear(WRAP, MAIN)).isPositive();
    for (int i = 1; i < PacketOpener.SOURCES_MAX; i++) {
      assertThat(hear(5, 1_000 + i)).isPositive();
    }
    assertThat(hear(WRAP + 1, MAIN)).isPositive();
    assertThat(hear(5, 2_000)).isPositive();
    assertThat(hear(WRAP + 2, MAIN)).isPositive();
    assertThat(hear(6, 1_002)).isPositive();
    assertThat(hear(5, 1_001)).as("was forgotten, so this is its first").isPositive();
  }
}
