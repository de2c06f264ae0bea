package io.dialtree.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BasicCallTest {

  @Test
  void shouldTakeACallFromInviteToBye() throws Exception {
    try (Desk desk = new Desk();
        SipPeer peer = new SipPeer(desk.local())) {
      Caller caller = Caller.of(peer);
      peer.send(caller.invite());
      assertThat(peer.read().code()).isEqualTo(100);
      SipText ok = peer.read();
      assertThat(ok.code()).isEqualTo(200);
      assertThat(ok.body()).isEqualTo(Desk.ANSWER);
      caller.toTag = ok.toTag();
      caller.target = ok.contactUri();
      peer.send(caller.ack());
      assertThat(desk.event()).isEqualTo("ack");
      peer.send(caller.bye());
      assertThat(peer.read().code()).isEqualTo(200);
      assertThat(desk.event()).isEqualTo("ended BYE 200");
      desk.awaitNoLegs();
    }
  }

  @Test
  void shouldHangUpWithBye() throws Exception {
    try (Desk desk = new Desk();
        SipPeer peer = new SipPeer(desk.local())) {
      Caller caller = Caller.of(peer);
      peer.send(caller.invite());
      caller.toTag = peer.readFinal().toTag();
      peer.send(caller.ack());
      assertThat(desk.event()).isEqualTo("ack");
      desk.lastCall().hangup("Q.850;cause=16");
      SipText bye = peer.read();
      assertThat(bye.method()).isEqualTo("BYE");
      assertThat(bye.requestUri()).isEqualTo(caller.contact());
      assertThat(bye.header("Reason")).isEqualTo("Q.850;cause=16");
      assertThat(bye.fromTag()).isEqualTo(caller.toTag);
      assertThat(bye.toTag()).isEqualTo(caller.fromTag);
      peer.send(Caller.answer(bye, 200));
      assertThat(desk.event()).isEqualTo("ended HANGUP 200");
      desk.awaitNoLegs();
    }
  }
}
