package io.dialtree.media.srtp;

import static io.dialtree.media.srtp.SrtpCalls.SUITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several senders of RTCP under one key, and those who would like to be one. */
class ControlSourcesTest {
  private static final int FIRST = 99;
  private static final int SECOND = 100;
  private static final long INTERVAL_NS = 5_000_000_000L;
  private static final long SOON_NS = 50_000_000L;

  private final SrtpCalls calls = new SrtpCalls();
  private SrtpSession us = SrtpCalls.session(SUITE, 1, 2);

  private static byte[] report(int ssrc, int index) {
    return SrtpCalls.reference(SUITE, 2).sealRtcp(SrtpCalls.rtcp(ssrc), index);
  }

  private static byte[] forgery(int length) {
    byte[] forged = new byte[length];
    forged[0] = (byte) 0x80;
    forged[1] = (byte) 200;
    return forged;
  }

  @Test
  void aSecondSenderLetsNoReplayOfTheFirstIn() {
    byte[] first = report(FIRST, 5);
    byte[] second = report(SECOND, 7);
    assertThat(calls.openRtcp(us, first, 0)).isPositive();
    assertThat(calls.openRtcp(us, second, INTERVAL_NS)).isPositive();
    assertThat(calls.openRtcp(us, first, 2 * INTERVAL_NS)).isEqualTo(PacketOpener.REPLAYED);
    assertThat(calls.openRtcp(us, second, 3 * INTERVAL_NS)).isEqualTo(PacketOpener.REPLAYED);
    assertThat(calls.openRtcp(us, report(FIRST, 6), 4 * INTERVAL_NS)).isPositive();
  }

  @Test
  void aSenderThatIsHeardIsNeverPushedOut() {
    byte[] first = report(FIRST, 5);
    assertThat(calls.openRtcp(us, first, 0)).isPositive();
    for (int i = 1; i < 10; i++) {
      long nowNs = i * INTERVAL_NS;
      assertThat(calls.openRtcp(us, report(1_000 + i, 1), nowNs)).isPositive();
      assertThat(calls.openRtcp(us, report(FIRST, 5 + i), nowNs)).isPositive();
      assertThat(calls.openRtcp(us, first, nowNs)).isEqualTo(PacketOpener.REPLAYED);
    }
  }

  @Test
  void forgedReportsDoNotKeepANewSenderOut() {
    assertThat(calls.openRtcp(us, report(FIRST, 5), 0)).isPositive();
    assertThat(calls.openRtcp(us, forgery(60), INTERVAL_NS)).isEqualTo(PacketOpener.NOT_AUTHENTIC);
    assertThat(calls.openRtcp(us, report(SECOND, 1), INTERVAL_NS + SOON_NS)).isPositive();
  }

  @Test
  void newSendersAreTakenOneAfterTheOther() {
    assertThat(calls.openRtcp(us, report(FIRST, 5), INTERVAL_NS)).isPositive();
    assertThat(calls.openRtcp(us, report(SECOND, 1), INTERVAL_NS + SOON_NS))
        .isEqualTo(PacketOpener.NOT_AUTHENTIC);
    assertThat(calls.openRtcp(us, report(SECOND, 2), INTERVAL_NS + 2 * SOON_NS)).isPositive();
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void nothingForgedComesBetweenGenuineReports(SrtpSuite suite) {
    us = SrtpCalls.session(suite, 1, 2);
    Random random = new Random(8);
    for (int i = 0; i < 2_000; i++) {
      byte[] any = new byte[random.nextInt(i % 3 == 0 ? 2_049 : 64)];
      random.nextBytes(any);
      assertThat(calls.openRtcp(us, any, i)).isNegative();
      byte[] genuine = SrtpCalls.reference(suite, 2).sealRtcp(SrtpCalls.rtcp(FIRST), i + 1);
      byte[] damaged = genuine.clone();
      damaged[random.nextInt(damaged.length)] ^= 1;
      assertThat(calls.openRtcp(us, damaged, i)).isNegative();
      assertThat(calls.openRtcp(us, genuine, i)).isEqualTo(SrtpCalls.RTCP_BYTES);
    }
  }
}
