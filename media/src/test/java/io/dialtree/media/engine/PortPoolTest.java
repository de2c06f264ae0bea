package io.dialtree.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPoolTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private final PortPool pool = new PortPool(LOOPBACK, 33_001, 33_009, 1);

  private static void close(PortPool.Lease lease) throws IOException {
    lease.rtp().close();
    lease.rtcp().close();
  }

  @Test
  void shouldLeaseEvenPortsWithTheNextOneForRtcpUntilTheRangeIsUsedUp() throws IOException {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      PortPool.Lease lease = pool.lease(0).orElseThrow();
      assertThat(lease.rtpPort() % 2).isZero();
      assertThat(lease.rtcp().socket().getLocalPort()).isEqualTo(lease.rtpPort() + 1);
      ports.add(lease.rtpPort());
      close(lease);
    }
    assertThat(ports).containsExactlyInAnyOrder(33_002, 33_004, 33_006, 33_008);
    assertThat(pool.lease(0)).isEmpty();
  }

  @Test
  void shouldLetAPortRestForThreeSecondsBeforeItIsLeasedAgain() throws IOException {
    PortPool one = new PortPool(LOOPBACK, 33_020, 33_021, 1);
    PortPool.Lease lease = one.lease(0).orElseThrow();
    close(lease);
    one.release(lease.rtpPort(), 1_000_000_000L, true);
    assertThat(one.lease(3_999_999_999L)).isEmpty();
    Optional<PortPool.Lease> again = one.lease(4_000_000_000L);
    assertThat(again).isPresent();
    close(again.orElseThrow());
  }

  @Test
  void shouldLeaseAPortAtOnceAgainThatNoPeerWasTold() throws IOException {
    PortPool one = new PortPool(LOOPBACK, 33_040, 33_041, 1);
    PortPool.Lease lease = one.lease(0).orElseThrow();
    lease.close();
    one.release(lease.rtpPort(), 0, false);
    Optional<PortPool.Lease> again = one.lease(1);
    assertThat(again).isPresent();
    close(again.orElseThrow());
  }

  @Test
  void aReturnedPortMakesNobodyWaitWhileAnotherCallLooksForOne() throws Exception {
    PortPool.Lease lease = pool.lease(0).orElseThrow();
    lease.close();
    synchronized (pool) {
      Thread media = Thread.ofVirtual().start(() -> pool.release(lease.rtpPort(), 0, false));
      assertThat(media.join(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(pool.unavailable(1)).isZero();
  }

  @Test
  void shouldPassOverAPairWhenAnotherProgramHoldsItsRtcpPort() throws IOException {
    try (var other = new java.net.DatagramSocket(33_031, LOOPBACK)) {
      PortPool two = new PortPool(LOOPBACK, 33_030, 33_033, 1);
      PortPool.Lease lease = two.lease(0).orElseThrow();
      assertThat(other.isBound()).isTrue();
      assertThat(lease.rtpPort()).isEqualTo(33_032);
      close(lease);
    }
  }
}
