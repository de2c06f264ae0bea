package io.dialtree.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls we make: INVITE, ACK, CANCEL, BYE (RFC 3261 9.1, 12.1.2, 12.2.1.1, 13.2). The peer's
 * address is not trusted.
 */
class OutgoingCallTest {
  private static Desk desk;
  private SipPeer peer;
  private OutgoingCall call;
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    desk = new Desk();
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @BeforeEach
  void dial() throws Exception {
    peer = new SipPeer(desk.local(), "127.0.0.5");
    call =
        desk.endpoint.call(
            OutgoingInvite.to("sip:1000@127.0.0.5:" + peer.port(), "dial", Caller.SDP),
            new Desk.Notes(events, desk));
  }

  @AfterEach
  void hangUp() {
    call.hangup("");
    peer.close();
  }

  private String event() throws InterruptedException {
    String event = events.poll(2, TimeUnit.SECONDS);
    assertThat(event).as("an event within 2 s").isNotNull();
    return String.valueOf(event);
  }

  private String contact() {
    return "Contact: <sip:uas@127.0.0.5:" + peer.port() + ">";
  }

  private static String ok(SipText request, String... headers) {
    return Caller.answer(request, 200, headers);
  }

  @Test
  void shouldCallAcknowledgeAndHangUp() throws Exception {
    SipText invite = peer.readRequest();
    assertThat(invite.requestUri()).isEqualTo("sip:1000@127.0.0.5:" + peer.port());
    assertThat(invite.header("From")).contains("sip:dial@127.0.0.1");
    assertThat(invite.body()).isEqualTo(Caller.SDP);
    peer.send(Caller.answer(invite, 100));
    peer.send(Caller.answer(invite, 180));
    assertThat(event()).isEqualTo("progress 180");
    peer.send(ok(invite, contact()));
    SipText ack = peer.readRequest();
    assertThat(ack.method()).isEqualTo("ACK");
    assertThat(ack.header("CSeq")).isEqualTo("1 ACK");
    assertThat(ack.toTag()).isEqualTo("uas");
    assertThat(event()).isEqualTo("answered 0");
    peer.send(ok(invite, contact()));
    assertThat(peer.readRequest().method())
        .as("each copy of the 200 gets its ACK")
        .isEqualTo("ACK");
    assertThat(call.sendInfoDigit('5', 120)).isTrue();
    SipText info = peer.readRequest();
    assertThat(info.header("Content-Type")).isEqualTo("application/dtmf-relay");
    assertThat(info.body()).isEqualTo("Signal=5\r\nDuration=120\r\n");
    peer.send(ok(info));
    call.hangup("");
    SipText bye = peer.readRequest();
    assertThat(bye.method()).isEqualTo("BYE");
    assertThat(bye.header("CSeq")).isEqualTo("3 BYE");
    assertThat(event()).isEqualTo("ended HANGUP 200");
    peer.send(ok(bye));
  }

  @Test
  void shouldHearThePeersByeAndKeys() throws Exception {
    SipText invite = peer.readRequest();
    peer.send(ok(invite, contact()));
    assertThat(peer.readRequest().method()).isEqualTo("ACK");
    assertThat(event()).isEqualTo("answered 0");
    peer.send(
        inDialog(invite, "INFO", "Content-Type: application/dtmf\r\nContent-Length: 1\r\n\r\n9"));
    assertThat(peer.read().code()).isEqualTo(200);
    assertThat(event()).isEqualTo("digit 9 250");
    peer.send(inDialog(invite, "BYE", "Content-Length: 0\r\n\r\n"));
    assertThat(peer.read().code()).isEqualTo(200);
    assertThat(event()).isEqualTo("ended BYE 200");
  }

  private String inDialog(SipText invite, String method, String rest) {
    return method
        + " "
        + invite.contactUri()
        + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.5:"
        + peer.port()
        + ";branch="
        + Caller.branch()
        + "\r\nFrom: "
        + invite.header("To")
        + ";tag=uas\r\nTo: "
        + invite.header("From")
        + "\r\nCall-ID: "
        + invite.header("Call-ID")
        + "\r\nCSeq: 5 "
        + method
        + "\r\nMax-Forwards: 70\r\n"
        + rest;
  }

  @Test
  void shouldNotTakeCallsFromAPeerOnlyBecauseWeCallIt() throws Exception {
    peer.readRequest();
    Caller caller = Caller.of(peer);
    peer.send(caller.invite());
    peer.send(caller.next("OPTIONS", "", ""));
    assertThat(peer.poll(250).filter(text -> text.code() > 0)).isEmpty();
    assertThat(desk.callCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 486, 302, 401, 603})
  void shouldAcknowledgeARefusalAndEnd(int code) throws Exception {
    SipText invite = peer.readRequest();
    peer.send(
        Caller.answer(
            invite,
            code,
            "Contact: <sip:elsewhere@192.0.2.1>",
            "WWW-Authenticate: Digest realm=\"x\",nonce=\"y\""));
    SipText ack = peer.readRequest();
    assertThat(ack.method()).isEqualTo("ACK");
    assertThat(ack.all("Authorization")).isEmpty();
    assertThat(event()).isEqualTo("refused " + code);
    assertThat(event()).isEqualTo("ended REFUSED " + code);
    peer.expectSilence();
  }

  @Test
  void shouldCancelOnlyAfterAProvisionalAnswer() throws Exception {
    SipText invite = peer.readRequest();
    call.hangup("");
    assertThat(event()).isEqualTo("ended HANGUP 487");
    peer.expectSilence();
    peer.send(Caller.answer(invite, 180));
    SipText cancel = peer.readRequest();
    assertThat(cancel.method()).isEqualTo("CANCEL");
    assertThat(cancel.header("CSeq")).isEqualTo("1 CANCEL");
    assertThat(cancel.header("Via")).isEqualTo(invite.header("Via"));
    peer.send(ok(cancel));
    peer.send(Caller.answer(invite, 487));
    assertThat(peer.readRequest().method()).isEqualTo("ACK");
    desk.awaitNoLegs();
    assertThat(events).isEmpty();
  }

  @Test
  void shouldAcknowledgeAndHangUpWhenThe200CrossesTheCancel() throws Exception {
    SipText invite = peer.readRequest();
    peer.send(Caller.answer(invite, 180));
    assertThat(event()).isEqualTo("progress 180");
    call.hangup("");
    assertThat(peer.readRequest().method()).isEqualTo("CANCEL");
    peer.send(ok(invite, contact()));
    assertThat(peer.readRequest().method()).isEqualTo("ACK");
    SipText bye = peer.readRequest();
    assertThat(bye.method()).isEqualTo("BYE");
    peer.send(ok(bye));
    assertThat(event()).isEqualTo("ended HANGUP 487");
  }

  @Test
  void shouldEndTheSecondAnswerOfAForkedCall() throws Exception {
    SipText invite = peer.readRequest();
    peer.send(ok(invite, contact()));
    assertThat(peer.readRequest().method()).isEqualTo("ACK");
    peer.send(ok(invite, contact()).replace(";tag=uas", ";tag=other"));
    SipText ack = peer.readRequest();
    assertThat(ack.method() + ack.toTag()).isEqualTo("ACKother");
    SipText bye = peer.readRequest();
    assertThat(bye.method() + bye.toTag()).isEqualTo("BYEother");
    peer.send(ok(bye));
    assertThat(event()).isEqualTo("answered 0");
    assertThat(events).isEmpty();
  }

  @Test
  void shouldReverseTheRecordedRouteAndSendToItsFirstHop() throws Exception {
    SipText invite = peer.readRequest();
    try (SipPeer proxy = new SipPeer(desk.local(), "127.0.0.5")) {
      String near = "<sip:127.0.0.5:" + proxy.port() + ";lr>";
      String far = "<sip:198.51.100.2;lr>";
      peer.send(ok(invite, contact(), "Record-Route: " + far + ", " + near));
      SipText ack = proxy.readRequest();
      assertThat(String.join(",", ack.all("Route"))).isEqualTo(near + "," + far);
      assertThat(ack.requestUri()).isEqualTo("sip:uas@127.0.0.5:" + peer.port());
      call.hangup("");
      SipText bye = proxy.readRequest();
      proxy.send(ok(bye));
    }
  }

  @Test
  void shouldPutAStrictRouterIntoTheRequestLine() throws Exception {
    SipText invite = peer.readRequest();
    try (SipPeer strict = new SipPeer(desk.local(), "127.0.0.5")) {
      String router = "sip:127.0.0.5:" + strict.port();
      peer.send(ok(invite, contact(), "Record-Route: <" + router + ">"));
      SipText ack = strict.readRequest();
      assertThat(ack.requestUri()).isEqualTo(router);
      assertThat(ack.header("Route")).isEqualTo("<sip:uas@127.0.0.5:" + peer.port() + ">");
      call.hangup("");
      strict.send(ok(strict.readRequest()));
    }
  }

  @Test
  void shouldRefuseToCallWhatIsNoSipAddress() {
    for (String uri : new String[] {"tel:+1555", "sips:a@b", "hello", "sip:1000@"}) {
      assertThatThrownBy(() ->
              desk.endpoint.call(OutgoingInvite.to(uri, "dial", ""), new Desk.Notes(events, desk)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(uri);
    }
  }

  @Test
  void shouldReportATcpPeerThatIsNotThere() throws Exception {
    InetSocketAddress nobody = new InetSocketAddress("127.0.0.5", peer.port());
    desk.endpoint.call(
        OutgoingInvite.to("sip:x@127.0.0.5:" + nobody.getPort() + ";transport=tcp", "dial", ""),
        new Desk.Notes(events, desk));
    assertThat(event()).isEqualTo("refused 503");
    assertThat(event()).isEqualTo("ended TRANSPORT 503");
  }
}
