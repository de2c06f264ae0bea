package io.dialtree.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From INVITE to BYE as the called side, over UDP (RFC 3261 8.2, 9.2, 13.3, 14.2, 15.1.2, 17.2).
 */
class InviteTest {
  private static Desk desk;
  private SipPeer peer;
  private Caller caller;

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
    desk.reset();
    peer = new SipPeer(desk.local());
    caller = Caller.of(peer);
  }

  @AfterEach
  void hangUp() {
    peer.close();
  }

  private SipText establish() throws Exception {
    peer.send(caller.invite());
    SipText ok = peer.readFinal();
    assertThat(ok.code()).isEqualTo(200);
    caller.toTag = ok.toTag();
    caller.target = ok.contactUri();
    peer.send(caller.ack());
    assertThat(desk.event()).isEqualTo("ack");
    return ok;
  }

  private SipText ask(String message) throws Exception {
    return peer.ask(message);
  }

  private void stillUp() throws Exception {
    assertThat(ask(caller.bye()).code()).isEqualTo(200);
    assertThat(desk.event()).isEqualTo("ended BYE 200");
    desk.awaitNoLegs();
  }

  @Test
  void shouldSendTryingAtOnceAndOneTagInEveryLaterAnswer() throws Exception {
    desk.onCall = call -> {};
    peer.send(caller.invite());
    SipText trying = peer.poll(200).orElseThrow();
    assertThat(trying.code()).isEqualTo(100);
    desk.lastCall().ring();
    SipText ringing = peer.read();
    desk.lastCall().answer(Desk.ANSWER);
    SipText ok = peer.read();
    assertThat(ringing.code()).isEqualTo(180);
    assertThat(ringing.toTag()).hasSizeGreaterThanOrEqualTo(16).isEqualTo(ok.toTag());
    assertThat(ringing.contactUri()).isEqualTo(ok.contactUri());
    caller.toTag = ok.toTag();
    peer.send(caller.ack());
    assertThat(desk.event()).isEqualTo("ack");
    stillUp();
  }

  @Test
  void shouldGiveEveryDialogItsOwnTag() throws Exception {
    String first = establish().toTag();
    stillUp();
    caller = Caller.of(peer);
    assertThat(establish().toTag()).isNotEqualTo(first);
    stillUp();
  }

  @Test
  void shouldEchoViaRecordRouteAndTheDialogHeadersUnchanged() throws Exception {
    String route1 = "<sip:p1.example;lr;x=ab>";
    String route2 = "<sip:192.0.2.7:5070;lr>;foo=bar";
    SipText ok =
        ask(
            caller.invite(
                Caller.SDP,
                "Via: SIP/2.0/TCP edge.example:5080;branch=z9hG4bKsecond",
                "Record-Route: " + route1 + ", " + route2));
    assertThat(String.join(",", ok.all("Via")))
        .endsWith(",SIP/2.0/TCP edge.example:5080;branch=z9hG4bKsecond");
    assertThat(String.join(",", ok.all("Record-Route"))).isEqualTo(route1 + "," + route2);
    assertThat(ok.header("Call-ID")).isEqualTo(caller.callId);
    assertThat(ok.header("CSeq")).isEqualTo("1 INVITE");
    assertThat(ok.header("From"))
        .isEqualTo("\"Alice\" <sip:alice@127.0.0.1>;tag=" + caller.fromTag);
    caller.toTag = ok.toTag();
    peer.send(caller.ack());
    desk.event();
    stillUp();
  }

  @Test
  void shouldBeReachableAtItsContact() throws Exception {
    SipText ok = establish();
    assertThat(ok.contactUri()).isEqualTo("sip:dialtree@127.0.0.1:" + desk.local().getPort());
    stillUp();
  }

  @Test
  void shouldAbsorbRetransmittedInvites() throws Exception {
    desk.onCall = call -> {};
    for (int i = 0; i < 4; i++) {
      peer.send(caller.invite());
    }
    desk.lastCall().answer(Desk.ANSWER);
    SipText ok = peer.readFinal();
    peer.send(caller.invite());
    caller.toTag = ok.toTag();
    peer.send(caller.ack());
    assertThat(desk.event()).isEqualTo("ack");
    assertThat(desk.callCount()).isEqualTo(1);
    peer.drain();
    stillUp();
  }

  @Test
  void shouldRefuseACopyOfTheInviteThatTookAnotherWay() throws Exception {
    desk.onCall = call -> {};
    peer.send(caller.invite());
    assertThat(peer.read().code()).isEqualTo(100);
    String first = caller.inviteBranch;
    caller.inviteBranch = Caller.branch();
    assertThat(ask(caller.invite()).code()).isEqualTo(482);
    peer.send(caller.ackRefusal());
    assertThat(desk.callCount()).isEqualTo(1);
    caller.inviteBranch = first;
    desk.lastCall().reject(486, "", Map.of());
    assertThat(peer.read().code()).isEqualTo(486);
    peer.send(caller.ackRefusal());
  }

  @Test
  void shouldRepeatThe200UntilTheAckComes() throws Exception {
    SipText ok = ask(caller.invite());
    List<SipText> copies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      copies.add(peer.read());
    }
    assertThat(copies).allMatch(copy -> copy.text().equals(ok.text()));
    caller.toTag = ok.toTag();
    peer.send(caller.ack());
    assertThat(desk.event()).isEqualTo("ack");
    peer.drain();
    peer.expectSilence();
    stillUp();
  }

  @Test
  void shouldAbsorbTheAckOfARefusalAndStaySilentOnAStrayAck() throws Exception {
    desk.onCall = call -> call.reject(486, "", Map.of("Retry-After", "5"));
    SipText busy = ask(caller.invite());
    assertThat(busy.code()).isEqualTo(486);
    assertThat(busy.header("Retry-After")).isEqualTo("5");
    assertThat(desk.event()).isEqualTo("ended REJECTED 486");
    caller.toTag = busy.toTag();
    peer.send(caller.ackRefusal());
    peer.drain();
    Caller stranger = Caller.of(peer);
    stranger.toTag = "nobody";
    peer.send(stranger.ack());
    peer.expectSilence();
    desk.awaitNoLegs();
  }

  @Test
  void shouldAcceptAnAckThatReusesTheBranchOfTheInvite() throws Exception {
    caller.toTag = ask(caller.invite()).toTag();
    peer.send(caller.ackRefusal());
    assertThat(desk.event()).isEqualTo("ack");
    peer.drain();
    peer.expectSilence();
    stillUp();
  }

  @Test
  void shouldEndACancelledCallWith487AndTheSameTag() throws Exception {
    desk.onCall = IncomingCall::ring;
    peer.send(caller.invite());
    assertThat(peer.read().code()).isEqualTo(100);
    SipText ringing = peer.read();
    peer.send(caller.cancel());
    SipText one = peer.read();
    SipText two = peer.read();
    SipText cancelled = one.header("CSeq").endsWith("CANCEL") ? one : two;
    SipText terminated = one.equals(cancelled) ? two : one;
    assertThat(cancelled.code()).isEqualTo(200);
    assertThat(cancelled.toTag()).isEqualTo(ringing.toTag());
    assertThat(terminated.code()).isEqualTo(487);
    assertThat(terminated.toTag()).isEqualTo(ringing.toTag());
    assertThat(desk.event()).isEqualTo("ended CANCELLED 487");
    caller.toTag = ringing.toTag();
    peer.send(caller.ackRefusal());
    desk.awaitNoLegs();
  }

  @Test
  void shouldNotEndAnAnsweredCallByCancel() throws Exception {
    establish();
    String tag = caller.toTag;
    caller.toTag = "";
    assertThat(ask(caller.cancel()).code()).isIn(200, 481);
    caller.toTag = tag;
    stillUp();
  }

  @Test
  void shouldAnswer481ToACancelOfNothing() throws Exception {
    SipText answer = ask(caller.cancel());
    assertThat(answer.code()).isEqualTo(481);
    assertThat(answer.toTag()).isNotEmpty();
  }

  @Test
  void shouldTakeAByeBeforeTheAnswerAsTheEnd() throws Exception {
    desk.onCall = IncomingCall::ring;
    peer.send(caller.invite());
    assertThat(peer.read().code()).isEqualTo(100);
    caller.toTag = peer.read().toTag();
    peer.send(caller.bye());
    List<Integer> codes = List.of(peer.read().code(), peer.read().code());
    assertThat(codes).containsExactlyInAnyOrder(200, 487);
    assertThat(desk.event()).isEqualTo("ended BYE 200");
    caller.cseq = 1;
    peer.send(caller.ackRefusal());
    desk.awaitNoLegs();
  }

  @Test
  void shouldTakeAByeThatOvertakesTheAckAsBoth() throws Exception {
    caller.toTag = ask(caller.invite()).toTag();
    String ack = caller.ack();
    peer.send(caller.bye());
    SipText answer = peer.read();
    while (answer.header("CSeq").endsWith("INVITE")) {
      answer = peer.read();
    }
    assertThat(answer.code()).isEqualTo(200);
    assertThat(desk.event()).isEqualTo("ended BYE 200");
    peer.send(ack);
    peer.drain();
    peer.expectSilence();
    desk.awaitNoLegs();
  }

  @Test
  void shouldRepeatTheAnswerToARepeatedByeAnd481ANewOne() throws Exception {
    establish();
    String bye = caller.bye();
    assertThat(ask(bye).code()).isEqualTo(200);
    assertThat(ask(bye).code()).isEqualTo(200);
    assertThat(ask(caller.bye()).code()).isEqualTo(481);
    assertThat(desk.event()).isEqualTo("ended BYE 200");
    assertThat(desk.events).isEmpty();
  }

  @Test
  void shouldAnswerTheReinviteThatAByeCrosses() throws Exception {
    establish();
    desk.onReinvite = change -> {};
    peer.send(caller.reinvite(Caller.SDP));
    assertThat(desk.event()).isEqualTo("reinvite with sdp");
    peer.send(caller.bye());
    List<Integer> codes = List.of(peer.readFinal().code(), peer.readFinal().code());
    assertThat(codes).containsExactlyInAnyOrder(200, 487);
  }

  @Test
  void shouldRefuseARequestOlderThanTheLastAndGoOn() throws Exception {
    establish();
    caller.cseq = 10;
    assertThat(ask(caller.next("OPTIONS", "", "")).code())
        .as("a gap upwards is legal")
        .isEqualTo(200);
    caller.cseq = 4;
    assertThat(ask(caller.next("OPTIONS", "", "")).code()).isEqualTo(500);
    caller.cseq = 20;
    stillUp();
  }

  @Test
  void shouldRefuseASecondInviteWhileTheFirstHasNoAnswer() throws Exception {
    establish();
    Reinvite[] first = new Reinvite[1];
    desk.onReinvite = change -> first[0] = change;
    peer.send(caller.reinvite(Caller.SDP));
    desk.event();
    String branch = caller.inviteBranch;
    SipText refused = ask(caller.reinvite(Caller.SDP));
    assertThat(refused.code()).isEqualTo(500);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(0, 10);
    peer.send(caller.ackRefusal());
    first[0].refuse(488);
    assertThat(peer.readFinal().code()).isEqualTo(488);
    caller.cseq--;
    caller.inviteBranch = branch;
    peer.send(caller.ackRefusal());
    caller.cseq++;
    stillUp();
  }

  @Test
  void shouldRefuseASecondInviteWhileTheCallIsStillRinging() throws Exception {
    desk.onCall = IncomingCall::ring;
    peer.send(caller.invite());
    assertThat(peer.read().code()).isEqualTo(100);
    caller.toTag = peer.read().toTag();
    assertThat(ask(caller.reinvite(Caller.SDP)).code()).isEqualTo(500);
    peer.send(caller.ackRefusal());
    peer.send(caller.bye());
    desk.event();
  }

  @Test
  void shouldTakeTheAnswerToOurOfferFromTheAck() throws Exception {
    SipText ok = ask(caller.invite(""));
    assertThat(desk.lastCall().offer()).isEmpty();
    assertThat(ok.body()).isEqualTo(Desk.ANSWER);
    caller.toTag = ok.toTag();
    peer.send(caller.ack(Caller.SDP));
    assertThat(desk.event()).isEqualTo("ack with sdp");
    stillUp();
  }

  @Test
  void shouldHangUpWhenTheAckHasNoAnswerToOurOffer() throws Exception {
    caller.toTag = ask(caller.invite("")).toTag();
    peer.send(caller.ack());
    SipText bye = peer.readRequest();
    assertThat(bye.method()).isEqualTo("BYE");
    assertThat(desk.event()).isEqualTo("ended NO_SDP_ANSWER 488");
    peer.send(Caller.answer(bye, 200));
    desk.awaitNoLegs();
  }

  @Test
  void shouldLetTheApplicationAnswerAReinvite() throws Exception {
    establish();
    SipText ok = ask(caller.reinvite(Caller.SDP));
    assertThat(ok.code()).isEqualTo(200);
    assertThat(ok.body()).isEqualTo(Desk.ANSWER);
    assertThat(desk.event()).isEqualTo("reinvite with sdp");
    assertThat(peer.read().code()).as("repeated until the ACK").isEqualTo(200);
    peer.send(caller.ack());
    peer.drain();
    peer.expectSilence();
    stillUp();
  }

  @Test
  void shouldGiveTheAnswerOfALateReinviteToTheApplication() throws Exception {
    establish();
    assertThat(ask(caller.reinvite("")).code()).isEqualTo(200);
    assertThat(desk.event()).isEqualTo("reinvite");
    peer.send(caller.ack(Caller.SDP));
    assertThat(desk.event()).isEqualTo("reinvite ack with sdp");
    peer.drain();
    stillUp();
  }

  @Test
  void shouldGoOnWhenAReinviteIsRefused() throws Exception {
    establish();
    desk.onReinvite = change -> change.refuse(488);
    assertThat(ask(caller.reinvite(Caller.SDP)).code()).isEqualTo(488);
    peer.send(caller.ackRefusal());
    assertThat(desk.event()).isEqualTo("reinvite with sdp");
    stillUp();
  }

  @Test
  void shouldTellItsOwnerThatACancelledReinviteCanNoLongerBeAccepted() throws Exception {
    establish();
    BlockingQueue<Reinvite> changes = new LinkedBlockingQueue<>();
    desk.onReinvite = changes::add;
    peer.send(caller.reinvite(Caller.SDP));
    Reinvite change = changes.take();
    peer.send(caller.cancel());
    List<Integer> codes = List.of(peer.readFinal().code(), peer.readFinal().code());
    assertThat(codes).containsExactlyInAnyOrder(200, 487);
    assertThat(change.accept(Desk.ANSWER)).isFalse();
  }

  @Test
  void shouldEndACancelledReinviteAndGoOn() throws Exception {
    establish();
    desk.onReinvite = change -> {};
    peer.send(caller.reinvite(Caller.SDP));
    desk.event();
    peer.send(caller.cancel());
    List<Integer> codes = List.of(peer.readFinal().code(), peer.readFinal().code());
    assertThat(codes).containsExactlyInAnyOrder(200, 487);
    peer.send(caller.ackRefusal());
    stillUp();
  }

  @Test
  void shouldSendLaterRequestsToTheContactOfAReinvite() throws Exception {
    establish();
    try (SipPeer other = new SipPeer(desk.local())) {
      Caller moved = new Caller(caller.host, other.port());
      String reinvite = caller.reinvite(Caller.SDP).replace(caller.contact(), moved.contact());
      assertThat(ask(reinvite).code()).isEqualTo(200);
      peer.send(caller.ack());
      desk.event();
      desk.lastCall().hangup("");
      SipText bye = other.read();
      assertThat(bye.method()).isEqualTo("BYE");
      other.send(Caller.answer(bye, 200));
      desk.awaitNoLegs();
    }
  }

  @Test
  void aContactThatNoNameServerKnowsIsTakenForTheHostThatCalled() throws Exception {
    String named = caller.invite().replace(caller.contact(), "sip:alice@nowhere.invalid:5060");
    SipText ok = ask(named);
    caller.toTag = ok.toTag();
    peer.send(caller.ack());
    desk.event();
    desk.lastCall().hangup("");
    SipText bye = peer.readRequest();
    assertThat(bye.requestUri()).isEqualTo("sip:alice@nowhere.invalid:5060");
    peer.send(Caller.answer(bye, 200));
    desk.awaitNoLegs();
  }

  @Test
  void shouldFollowTheRecordedRouteInItsOrder() throws Exception {
    try (SipPeer proxy = new SipPeer(desk.local())) {
      String near = "sip:127.0.0.1:" + proxy.port() + ";lr";
      String far = "sip:198.51.100.9;lr";
      SipText ok = ask(caller.invite(Caller.SDP, "Record-Route: <" + near + ">, <" + far + ">"));
      caller.toTag = ok.toTag();
      peer.send(caller.ack());
      desk.event();
      desk.lastCall().hangup("");
      SipText bye = proxy.read();
      assertThat(bye.requestUri()).isEqualTo(caller.contact());
      assertThat(String.join(",", bye.all("Route"))).isEqualTo("<" + near + ">,<" + far + ">");
      proxy.send(Caller.answer(bye, 200));
      desk.awaitNoLegs();
    }
  }

  @Test
  void shouldHangUpWithByeAndItsReason() throws Exception {
    establish();
    desk.lastCall().hangup("Q.850;cause=16");
    SipText bye = peer.readRequest();
    assertThat(bye.method()).isEqualTo("BYE");
    assertThat(bye.requestUri()).isEqualTo(caller.contact());
    assertThat(bye.header("Reason")).isEqualTo("Q.850;cause=16");
    assertThat(bye.fromTag()).isEqualTo(caller.toTag);
    assertThat(bye.toTag()).isEqualTo(caller.fromTag);
    peer.send(Caller.answer(bye, 200));
    assertThat(desk.event()).isEqualTo("ended HANGUP 200");
    desk.awaitNoLegs();
  }

  @Test
  void shouldHangUpAfterTheAckWhenAskedBefore() throws Exception {
    caller.toTag = ask(caller.invite()).toTag();
    desk.lastCall().hangup("");
    assertThat(desk.event()).isEqualTo("ended HANGUP 200");
    peer.send(caller.ack());
    SipText bye = peer.readRequest();
    assertThat(bye.method()).isEqualTo("BYE");
    peer.send(Caller.answer(bye, 200));
    desk.awaitNoLegs();
  }

  @Test
  void shouldAnswer500AndForgetTheCallWhenTheHandlerFails() throws Exception {
    desk.onCall =
        call -> {
          throw new IllegalStateException("a bug");
        };
    assertThat(ask(caller.invite()).code()).isEqualTo(500);
    peer.send(caller.ackRefusal());
    assertThat(desk.event()).isEqualTo("ended INTERNAL 500");
    desk.awaitNoLegs();
  }

  @Test
  void shouldRefuseWithTheCodeAndPhraseOfTheApplication() throws Exception {
    desk.onCall =
        call ->
            call.reject(
                404,
                "No Such Flow",
                Map.of("Warning", "399 dialtree \"x\"", "X-Bad", "a\r\nVia: y"));
    SipText refused = ask(caller.invite());
    assertThat(refused.firstLine()).isEqualTo("SIP/2.0 404 No Such Flow");
    assertThat(refused.header("Warning")).isEqualTo("399 dialtree \"x\"");
    assertThat(refused.all("X-Bad")).isEmpty();
    assertThat(refused.all("Via")).hasSize(1);
    peer.send(caller.ackRefusal());
  }

  @Test
  void shouldTellWhoCallsWhom() throws Exception {
    desk.onCall = call -> call.reject(486, "", Map.of());
    peer.send(
        caller.invite(
            Caller.SDP,
            "User-Agent: Test/1",
            "X-Customer: 42",
            "Diversion: <sip:9@x>;reason=no-answer"));
    peer.readFinal();
    InviteFacts facts = desk.lastCall().facts();
    assertThat(facts.fromUser()).isEqualTo("alice");
    assertThat(facts.fromDisplay()).isEqualTo("Alice");
    assertThat(facts.toUser()).isEqualTo("1000");
    assertThat(facts.requestUser()).isEqualTo("1000");
    assertThat(facts.source().getPort()).isEqualTo(peer.port());
    assertThat(facts.transport()).isEqualTo(SipTransport.UDP);
    assertThat(facts.userAgent()).isEqualTo("Test/1");
    assertThat(facts.header("X-Customer")).isEqualTo(Optional.of("42"));
    assertThat(facts.header("Diversion"))
        .hasValueSatisfying(v -> assertThat(v).contains("sip:9@x"));
    peer.send(caller.ackRefusal());
  }
}
