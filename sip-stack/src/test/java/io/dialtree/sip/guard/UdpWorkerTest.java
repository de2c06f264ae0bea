package io.dialtree.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.SipStackImpl;
import io.dialtree.sip.endpoint.SipCounters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class UdpWorkerTest {
  private static final InetSocketAddress SOURCE =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5060);

  @Test
  void shouldKeepRoomForRunningCallsWhenNewOnesFlood() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", "worker-test");
    properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", StackLog.class.getName());
    properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", MessageLog.class.getName());
    SourceGuard guard = new SourceGuard(List.of(), new SipCounters());
    GuardUdpProcessor processor =
        new GuardUdpProcessor(new SipStackImpl(properties), SOURCE.getAddress(), 0, guard);
    UdpWorker worker = new UdpWorker(processor, guard.counters());
    int calls = 0;
    while (worker.offer(new byte[8], 8, SOURCE, true)) {
      calls++;
    }
    assertThat(calls).isEqualTo(UdpWorker.QUEUE_NEW_MAX);
    int requests = 0;
    while (worker.offer(new byte[8], 8, SOURCE, false)) {
      requests++;
    }
    assertThat(calls + requests).isEqualTo(UdpWorker.QUEUE_MAX);
    processor.stop();
  }
}
