package io.dialtree.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when the peer falls silent; T1 of 15 ms makes 64 T1 just under a second. */
class TimersTest {
  private static Desk desk;
  private SipPeer peer;
  private Caller caller;

  @BeforeAll
  static void start() {
    desk = new Desk(Desk.settings().withTimers(Duration.ofMillis(15), Duration.ofMillis(100)));
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @BeforeEach
  void dial() throws Exception {
    desk.reset();
    peer = new SipPeer(desk.local());
    caller = Caller.of(peer);
  }

  @AfterEach
  void hangUp() {
    peer.close();
  }

  private SipText ask(String message) throws Exception {
    return peer.ask(message);
  }

  private void establish() throws Exception {
    caller.toTag = ask(caller.invite()).toTag();
    peer.send(caller.ack());
    assertThat(desk.event()).isEqualTo("ack");
  }

  @Test
  void shouldSendByeAndFreeTheCallWhenTheAckNeverComes() throws Exception {
    assertThat(ask(caller.invite()).code()).isEqualTo(200);
    SipText text = peer.readRequest();
    assertThat(text.method()).isEqualTo("BYE");
    assertThat(desk.event()).isEqualTo("ended ACK_TIMEOUT 408");
    peer.send(Caller.answer(text, 481));
    desk.awaitNoLegs();
  }

  @Test
  void shouldSayByeToACallWithoutAnAckWhenTheEndpointCloses() throws Exception {
    try (Desk closing = new Desk(Desk.settings());
        SipPeer other = new SipPeer(closing.local())) {
      assertThat(other.ask(Caller.of(other).invite()).code()).isEqualTo(200);
      closing.lastCall().hangup("");
      closing.endpoint.close();
      assertThat(other.readRequest().method()).isEqualTo("BYE");
    }
  }

  @Test
  void shouldRefuseACallThatNobodyEverAnswers() throws Exception {
    try (Desk slow =
            new Desk(Desk.settings().withTimers(Duration.ofMillis(3), Duration.ofMillis(12)));
        SipPeer other = new SipPeer(slow.local())) {
      slow.onCall = IncomingCall::ring;
      Caller waiting = Caller.of(other);
      other.send(waiting.invite());
      assertThat(other.readFinal().code()).isEqualTo(480);
      other.send(waiting.ackRefusal());
      slow.awaitNoLegs();
    }
  }

  @Test
  void shouldFreeEverythingWhenOurByeIsNeverAnswered() throws Exception {
    establish();
    desk.lastCall().hangup("");
    assertThat(peer.readRequest().method()).isEqualTo("BYE");
    assertThat(desk.event()).isEqualTo("ended HANGUP 200");
    desk.awaitNoLegs();
  }

  @Test
  void shouldSendByeWhenTheAckOfAReinviteNeverComes() throws Exception {
    establish();
    assertThat(ask(caller.reinvite(Caller.SDP)).code()).isEqualTo(200);
    assertThat(desk.event()).isEqualTo("reinvite with sdp");
    SipText bye = peer.readRequest();
    assertThat(bye.method()).isEqualTo("BYE");
    assertThat(desk.event()).isEqualTo("ended ACK_TIMEOUT 408");
    peer.send(Caller.answer(bye, 200));
    desk.awaitNoLegs();
  }

  @Test
  void shouldRefuseAReinviteTheApplicationForgot() throws Exception {
    establish();
    desk.onReinvite = change -> {};
    assertThat(ask(caller.reinvite(Caller.SDP)).code()).isEqualTo(500);
    peer.send(caller.ackRefusal());
    assertThat(ask(caller.bye()).code()).isEqualTo(200);
  }

  @Test
  void shouldGiveUpWhenACancelledCallNeverEnds() throws Exception {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    OutgoingCall call =
        desk.endpoint.call(
            OutgoingInvite.to("sip:1000@127.0.0.1:" + peer.port(), "dial", Caller.SDP),
            new Desk.Notes(events, desk));
    SipText invite = peer.readRequest();
    peer.send(Caller.answer(invite, 180));
    call.hangup("");
    assertThat(peer.readRequest().method()).isEqualTo("CANCEL");
    desk.awaitNoLegs();
  }
}
