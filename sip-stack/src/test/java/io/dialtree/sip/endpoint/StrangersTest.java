package io.dialtree.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Who is answered and who is not, and what happens at the start, at the end and when it is full.
 */
class StrangersTest {
  private static final List<SourceRange> TWO = List.of(range("127.0.0.1"), range("127.0.0.4"));

  private static SourceRange range(String text) {
    return SourceRange.parse(text).orElseThrow();
  }

  @Test
  void shouldStaySilentToSourcesNobodyTrusts() throws Exception {
    try (Desk desk = new Desk();
        SipPeer stranger = new SipPeer(desk.local(), "127.0.0.9")) {
      Caller caller = Caller.of(stranger);
      stranger.send(caller.invite());
      stranger.send(caller.next("OPTIONS", "", ""));
      stranger.send(caller.next("REGISTER", "", ""));
      stranger.send("garbage");
      stranger.expectSilence();
      assertThat(desk.counter(SipCounter.DROPPED_UNTRUSTED)).isEqualTo(4);
      assertThat(desk.callCount()).isZero();
      assertThat(tcpIsRefused(desk.local())).isTrue();
    }
  }

  private static boolean tcpIsRefused(InetSocketAddress server) {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 0));
      socket.connect(server, 1000);
      socket.setSoTimeout(1000);
      socket
          .getOutputStream()
          .write("OPTIONS sip:x@y SIP/2.0\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException kept) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void shouldNotLetATrustedThirdPartyInterfereWithACall() throws Exception {
    try (Desk desk = new Desk(Desk.settings().withTrusted(TWO));
        SipPeer peer = new SipPeer(desk.local());
        SipPeer thief = new SipPeer(desk.local(), "127.0.0.4")) {
      Caller caller = Caller.of(peer);
      caller.toTag = peer.ask(caller.invite()).toTag();
      peer.send(caller.ack());
      assertThat(desk.event()).isEqualTo("ack");
      assertThat(thief.ask(caller.bye()).code()).isEqualTo(481);
      assertThat(thief.ask(caller.reinvite(Caller.SDP)).code()).isEqualTo(481);
      assertThat(peer.ask(caller.bye()).code()).isEqualTo(200);
      assertThat(desk.event()).isEqualTo("ended BYE 200");
    }
  }

  @Test
  void shouldLetAPeerSendFromTheAddressOfItsContact() throws Exception {
    try (Desk desk = new Desk(Desk.settings().withTrusted(TWO));
        SipPeer proxy = new SipPeer(desk.local());
        SipPeer phone = new SipPeer(desk.local(), "127.0.0.4")) {
      Caller caller = Caller.of(proxy);
      String contact = Caller.of(phone).contact();
      caller.toTag = proxy.ask(caller.invite().replace(caller.contact(), contact)).toTag();
      proxy.send(caller.ack());
      assertThat(desk.event()).isEqualTo("ack");
      Caller direct = Caller.of(phone);
      String bye =
          caller
              .bye()
              .replace(
                  "Via: SIP/2.0/UDP 127.0.0.1:" + proxy.port(),
                  "Via: SIP/2.0/UDP 127.0.0.4:" + direct.port);
      assertThat(phone.ask(bye).code()).isEqualTo(200);
    }
  }

  @Test
  void shouldSendNewCallsElsewhereWhileDrainingAndServeTheRunningOnes() throws Exception {
    try (Desk desk = new Desk();
        SipPeer peer = new SipPeer(desk.local())) {
      Caller caller = Caller.of(peer);
      caller.toTag = peer.ask(caller.invite()).toTag();
      peer.send(caller.ack());
      assertThat(desk.event()).isEqualTo("ack");
      desk.endpoint.drain(17);
      Caller late = Caller.of(peer);
      SipText refused = peer.ask(late.invite());
      assertThat(refused.code()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("17");
      peer.send(late.ackRefusal());
      SipText options = peer.ask(Caller.of(peer).next("OPTIONS", "", ""));
      assertThat(options.code()).isEqualTo(503);
      assertThat(peer.ask(caller.reinvite(Caller.SDP)).code()).isEqualTo(200);
      peer.send(caller.ack());
      assertThat(peer.ask(caller.bye()).code()).isEqualTo(200);
    }
  }

  @Test
  void shouldRefuseMoreCallsThanItMayHold() throws Exception {
    try (Desk desk = new Desk(Desk.settings().withMaxCalls(1));
        SipPeer peer = new SipPeer(desk.local())) {
      desk.onCall = call -> {};
      Caller first = Caller.of(peer);
      peer.send(first.invite());
      desk.lastCall();
      Caller second = Caller.of(peer);
      SipText full = peer.ask(second.invite());
      assertThat(full.code()).isEqualTo(503);
      assertThat(full.header("Retry-After")).isNotEmpty();
      peer.send(second.ackRefusal());
      desk.lastCall().reject(486, "", Map.of());
      peer.readFinal();
      peer.send(first.ackRefusal());
    }
  }

  @Test
  void shouldHangUpEveryCallWhenItCloses() throws Exception {
    try (Desk desk = new Desk();
        SipPeer peer = new SipPeer(desk.local())) {
      Caller caller = Caller.of(peer);
      caller.toTag = peer.ask(caller.invite()).toTag();
      peer.send(caller.ack());
      assertThat(desk.event()).isEqualTo("ack");
      desk.endpoint.close();
      assertThat(peer.readRequest().method()).isEqualTo("BYE");
      assertThat(desk.event()).isEqualTo("ended CLOSED 200");
      assertThat(listeningPorts(desk.local())).isZero();
    }
  }

  /** How many of the two sockets are still taken. */
  private static int listeningPorts(InetSocketAddress local) {
    int taken = 0;
    try (java.net.ServerSocket tcp = new java.net.ServerSocket()) {
      tcp.bind(local);
    } catch (IOException inUse) {
      taken++;
    }
    try (java.net.DatagramSocket udp = new java.net.DatagramSocket(local)) {
      assertThat(udp.isBound()).isTrue();
    } catch (IOException inUse) {
      taken++;
    }
    return taken;
  }

  @Test
  void shouldNameTheTransportAndThePortThatIsTaken() throws Exception {
    try (Desk desk = new Desk()) {
      SipEndpointSettings same = Desk.settings().withBind(desk.local());
      String where = "127.0.0.1:" + desk.local().getPort();
      assertThatThrownBy(() -> SipEndpoint.start(same, desk))
          .isInstanceOfSatisfying(
              SipStartFailure.class,
              failure -> {
                assertThat(failure.occupied()).isTrue();
                assertThat(failure.transport()).isEqualTo(SipTransport.TCP);
                assertThat(failure)
                    .hasMessageContaining(where)
                    .hasMessageContaining("tcp")
                    .hasMessageContaining("another program");
              });
      assertThatThrownBy(() -> SipEndpoint.start(same.withTransports(true, false), desk))
          .isInstanceOfSatisfying(
              SipStartFailure.class,
              failure -> assertThat(failure.transport()).isEqualTo(SipTransport.UDP));
    }
  }

  @Test
  void shouldReadSourceRanges() {
    assertThat(
            SourceRange.parse("10.0.0.0/8")
                .orElseThrow()
                .contains(InetAddress.ofLiteral("10.255.1.2")))
        .isTrue();
    assertThat(
            SourceRange.parse("10.1.2.0/23")
                .orElseThrow()
                .contains(InetAddress.ofLiteral("10.1.4.1")))
        .isFalse();
    assertThat(
            SourceRange.parse("2001:db8::/33")
                .orElseThrow()
                .contains(InetAddress.ofLiteral("2001:db8:7fff::1")))
        .isTrue();
    assertThat(SourceRange.parse("::1").orElseThrow().contains(InetAddress.ofLiteral("127.0.0.1")))
        .isFalse();
    for (String wrong :
        List.of("", "host", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.256", "1.2.3.4/")) {
      assertThat(SourceRange.parse(wrong)).as(wrong).isEmpty();
    }
  }
}
