package io.dialtree.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void shouldReallyTalkAndGiveItsPortsBack() {
    PortPool ports = new PortPool(InetAddress.getLoopbackAddress(), 35_000, 35_099, 1);
    assertThat(WarmUp.run(ports, InetAddress.getLoopbackAddress(), true, 2_000_000_000L))
        .isPositive();
    long afterRestNs = System.nanoTime() + PortPool.QUARANTINE_NS;
    for (int i = 0; i < 50; i++) {
      assertThat(ports.lease(afterRestNs)).isPresent();
    }
  }

  @Test
  void shouldDoNothingWhenNoPortsAreFree() {
    PortPool none = new PortPool(InetAddress.getLoopbackAddress(), 35_101, 35_101, 1);
    assertThat(WarmUp.run(none, InetAddress.getLoopbackAddress(), true, 1_000_000L)).isZero();
  }
}
