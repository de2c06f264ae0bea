package io.dialtree.media.srtp;

import static io.dialtree.media.srtp.SrtpCalls.SUITE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New keys of the peer while its stream goes on. Keys are numbers here; the first one is 2. */
class KeyChangeTest {
  private static final int PEER = 99;
  private static final int OTHER = 100;

  /** Index of the first packet with rollover counter 1. */
  private static final int WRAP = 65_536;

  private final SrtpCalls calls = new SrtpCalls();
  private SrtpSession us = SrtpCalls.session(SUITE, 1, 2);
  private long nowNs;

  private void rekey(int peerKey) {
    us = SrtpCalls.session(SUITE, 1, peerKey).succeeding(us);
  }

  private int hear(int key, int index) {
    return hear(key, index, PEER);
  }

  private int hear(int key, int index, int ssrc) {
    nowNs += 1_000_000_000L;
    byte[] plain = SrtpCalls.rtp(index, ssrc);
    return calls.open(us, SrtpCalls.reference(SUITE, key).sealRtp(plain, index >> 16), nowNs);
  }

  private void hearTheFirstKeyAcrossTheWrap() {
    assertThat(hear(2, WRAP - 1)).isPositive();
    assertThat(hear(2, WRAP)).isPositive();
  }

  @Test
  void theOldKeyIsHeardUntilTheNewOneIsUsed() {
    SrtpSession before = us;
    hear(2, 10);
    rekey(3);
    assertThat(hear(2, 11)).isPositive();
    assertThat(hear(3, 12)).isPositive();
    assertThat(hear(2, 13)).isEqualTo(PacketOpener.NOT_AUTHENTIC);
    assertThat(us.sealer()).isSameAs(before.sealer());
  }

  @Test
  void aKeyThatDidNotChangeKeepsItsCounterAndReplayWindow() {
    SrtpSession before = us;
    hearTheFirstKeyAcrossTheWrap();
    us = SrtpCalls.session(SUITE, 4, 2).succeeding(us);
    assertThat(hear(2, WRAP)).isEqualTo(PacketOpener.REPLAYED);
    assertThat(hear(2, WRAP + 1)).isPositive();
    assertThat(us.sealer()).isNotSameAs(before.sealer());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, WRAP})
  void aNewKeyIsHeardWhetherItsCounterStartsAgainOrGoesOn(int from) {
    hearTheFirstKeyAcrossTheWrap();
    rekey(3);
    assertThat(hear(3, from + 1)).isPositive();
    assertThat(hear(3, from + 2)).isPositive();
  }

  @Test
  void theSuiteMayChangeInARunningCall() {
    SrtpSuite gcm = SrtpSuite.AEAD_AES_256_GCM;
    hear(2, 1);
    us = SrtpCalls.session(gcm, 1, 2).succeeding(us);
    assertThat(hear(2, 2)).isPositive();
    byte[] sealed = SrtpCalls.reference(gcm, 2).sealRtp(SrtpCalls.rtp(3, PEER), 0);
    assertThat(calls.open(us, sealed, nowNs)).isPositive();
  }

  @Test
  void aCounterGoesOnOverAKeyThatWasNeverUsed() {
    hearTheFirstKeyAcrossTheWrap();
    rekey(3);
    rekey(4);
    assertThat(hear(4, WRAP + 1)).isPositive();
  }

  @Test
  void aCounterGoesOnWhenAKeyComesBackBeforeTheNextOneWasUsed() {
    hearTheFirstKeyAcrossTheWrap();
    rekey(3);
    rekey(2);
    assertThat(hear(2, WRAP + 1)).isPositive();
  }

  @Test
  void aCounterGoesOnAfterASecondSourceCameAndWent() {
    hearTheFirstKeyAcrossTheWrap();
    assertThat(hear(2, 5, OTHER)).isPositive();
    assertThat(hear(2, WRAP + 1)).isPositive();
    rekey(3);
    assertThat(hear(3, WRAP + 2)).isPositive();
  }

  @Test
  void aCounterGoesOnWhenItWrapsBetweenTwoKeys() {
    assertThat(hear(2, WRAP - 2)).isPositive();
    rekey(3);
    assertThat(hear(3, WRAP)).isPositive();
    assertThat(hear(3, WRAP - 1)).isPositive();
  }

  @Test
  void aCounterGoesOnWhenTheOldKeyWrapsAfterTheAnswer() {
    assertThat(hear(2, WRAP - 2)).isPositive();
    rekey(3);
    assertThat(hear(2, WRAP - 1)).isPositive();
    assertThat(hear(2, WRAP)).isPositive();
    assertThat(hear(3, WRAP + 1)).isPositive();
  }

  @Test
  void aKeyThatComesBackKnowsWhatItHeard() {
    hear(2, 10);
    rekey(3);
    assertThat(hear(3, 11)).isPositive();
    rekey(2);
    assertThat(hear(2, 10)).isEqualTo(PacketOpener.REPLAYED);
    assertThat(hear(2, 12)).isPositive();
  }

  @Test
  void aSourceGoesOnWhereItWasWhenItComesBackAfterAnotherOneWithAKeyOfItsOwn() {
    hearTheFirstKeyAcrossTheWrap();
    rekey(3);
    assertThat(hear(3, 5, OTHER)).isPositive();
    rekey(2);
    assertThat(hear(2, WRAP + 1)).isPositive();
    rekey(3);
    assertThat(hear(3, 6, OTHER)).isPositive();
  }

  @Test
  void aKeyThatComesBackFollowsACounterThatWrappedMeanwhile() {
    assertThat(hear(2, 40_000)).isPositive();
    rekey(3);
    assertThat(hear(3, 60_000)).isPositive();
    assertThat(hear(3, WRAP + 20_000)).isPositive();
    rekey(2);
    assertThat(hear(2, WRAP + 30_000)).isPositive();
    assertThat(hear(2, WRAP + 30_001)).isPositive();
  }
}
