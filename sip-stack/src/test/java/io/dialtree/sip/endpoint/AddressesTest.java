package io.dialtree.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of our addresses peers see (RFC 3261 8.1.1.8, 12.1.1). */
class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,127.0.0.1,127.0.0.1",
    "::1,::1,[0:0:0:0:0:0:0:1]",
    "0.0.0.0,127.0.0.4,127.0.0.1"
  })
  void shouldBeReachableAtItsContactWhateverItIsBoundTo(String bind, String from, String host)
      throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral(bind), 0);
    SipEndpointSettings settings =
        Desk.settings()
            .withBind(any)
            .withTrusted(java.util.List.of(SourceRange.parse(from).orElseThrow()));
    try (Desk desk = new Desk(settings)) {
      int port = desk.local().getPort();
      InetAddress target = InetAddress.ofLiteral(bind.equals("::1") ? "::1" : "127.0.0.1");
      try (SipPeer peer = new SipPeer(new InetSocketAddress(target, port), from)) {
        Caller caller = new Caller(bind.equals("::1") ? "[::1]" : from, peer.port());
        SipText ok = peer.ask(caller.invite());
        String contact = ok.contactUri();
        if (from.equals("127.0.0.4")) {
          assertThat(contact).matches("sip:dialtree@127\\.0\\.0\\.[14]:" + port);
        } else {
          assertThat(contact).isEqualTo("sip:dialtree@" + host + ":" + port);
        }
        caller.toTag = ok.toTag();
        caller.target = contact;
        peer.send(caller.ack());
        assertThat(desk.event()).isEqualTo("ack");
        desk.lastCall().hangup("");
        SipText bye = peer.readRequest();
        assertThat(bye.method()).isEqualTo("BYE");
        peer.send(Caller.answer(bye, 200));
        desk.awaitNoLegs();
      }
    }
  }

  @Test
  void shouldAdvertiseTheOperatorsAddressToOtherMachinesOnly() {
    try (Desk desk = new Desk(Desk.settings().withAdvertise("203.0.113.5"))) {
      assertThat(desk.endpoint.localAddressFor(InetAddress.ofLiteral("198.51.100.1")))
          .isEqualTo("203.0.113.5");
      assertThat(desk.endpoint.localAddressFor(InetAddress.ofLiteral("127.0.0.1")))
          .isEqualTo("127.0.0.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void shouldBeAbleToCallItself(String transport) throws Exception {
    try (Desk desk = new Desk()) {
      String uri = "sip:1000@127.0.0.1:" + desk.local().getPort() + ";transport=" + transport;
      java.util.concurrent.BlockingQueue<String> caller =
          new java.util.concurrent.LinkedBlockingQueue<>();
      OutgoingCall call =
          desk.endpoint.call(
              OutgoingInvite.to(uri, "self", Caller.SDP), new Desk.Notes(caller, desk));
      assertThat(caller.poll(2, java.util.concurrent.TimeUnit.SECONDS)).startsWith("answered");
      assertThat(desk.event()).isEqualTo("ack");
      call.hangup("");
      assertThat(desk.event()).isEqualTo("ended BYE 200");
      desk.awaitNoLegs();
    }
  }
}
