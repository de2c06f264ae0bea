package io.dialtree.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same calls over connections (RFC 3261 18, RFC 5626 3.5.1). */
class TcpTest {
  private static Desk desk;

  @BeforeAll
  static void start() {
    desk = new Desk();
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @BeforeEach
  void reset() throws Exception {
    desk.reset();
  }

  /** A connection that reads one message at a time. */
  private static final class Line implements AutoCloseable {
    final Socket socket;
    final Caller caller;

    Line() throws IOException {
      this(connect());
    }

    Line(Socket socket) {
      this.socket = socket;
      this.caller = new Caller("127.0.0.1", socket.getLocalPort());
      caller.transport = "TCP";
    }

    private static Socket connect() throws IOException {
      Socket socket = new Socket();
      socket.connect(desk.local(), 1000);
      return socket;
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    SipText read() throws IOException {
      return poll(2000).orElseThrow(() -> new AssertionError("nothing came within 2 s"));
    }

    SipText ask(String request) throws IOException {
      send(request);
      String cseq = new SipText(request).cseq();
      SipText answer = read();
      while (answer.isProvisional() || !answer.cseq().equals(cseq)) {
        answer = read();
      }
      return answer;
    }

    SipText readRequest() throws IOException {
      SipText text = read();
      while (text.code() > 0) {
        text = read();
      }
      return text;
    }

    /** One message, empty on silence; an empty text is the end of the stream. */
    Optional<SipText> poll(int waitMs) throws IOException {
      socket.setSoTimeout(waitMs);
      StringBuilder text = new StringBuilder();
      try {
        InputStream in = socket.getInputStream();
        int next = 0;
        while (text.indexOf("\r\n\r\n") < 0 && next >= 0) {
          next = in.read();
          if (next >= 0) {
            text.append((char) next);
          }
        }
        String length = new SipText(text.toString()).header("Content-Length");
        text.append(
            new String(
                in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)),
                StandardCharsets.UTF_8));
      } catch (SocketTimeoutException silence) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new SipText(text.toString()));
      } catch (IOException reset) {
        return Optional.of(new SipText(""));
      }
      return Optional.of(new SipText(text.toString()));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void shouldTakeACallFromInviteToBye() throws Exception {
    try (Line line = new Line()) {
      SipText ok = line.ask(line.caller.invite());
      assertThat(ok.code()).isEqualTo(200);
      assertThat(ok.contactUri())
          .isEqualTo("sip:dialtree@127.0.0.1:" + desk.local().getPort() + ";transport=tcp");
      assertThat(line.read().code()).as("repeated on connections too").isEqualTo(200);
      line.caller.toTag = ok.toTag();
      line.send(line.caller.ack());
      assertThat(desk.event()).isEqualTo("ack");
      assertThat(line.ask(line.caller.reinvite(Caller.SDP)).code()).isEqualTo(200);
      line.send(line.caller.ack());
      assertThat(desk.event()).isEqualTo("reinvite with sdp");
      assertThat(line.ask(line.caller.bye()).code()).isEqualTo(200);
      assertThat(desk.event()).isEqualTo("ended BYE 200");
      assertThat(desk.lastCall().facts().transport()).isEqualTo(SipTransport.TCP);
    }
  }

  @Test
  void shouldSendItsByeOnTheConnectionOfTheCaller() throws Exception {
    try (Line line = new Line()) {
      line.caller.toTag = line.ask(line.caller.invite()).toTag();
      line.send(line.caller.ack());
      assertThat(desk.event()).isEqualTo("ack");
      desk.lastCall().hangup("");
      SipText bye = line.readRequest();
      assertThat(bye.method()).isEqualTo("BYE");
      line.send(Caller.answer(bye, 200));
      desk.awaitNoLegs();
    }
  }

  @Test
  void shouldRefuseAndCancel() throws Exception {
    desk.onCall = call -> call.reject(486, "", Map.of());
    try (Line line = new Line()) {
      assertThat(line.ask(line.caller.invite()).code()).isEqualTo(486);
      line.send(line.caller.ackRefusal());
    }
    desk.onCall = IncomingCall::ring;
    try (Line line = new Line()) {
      line.send(line.caller.invite());
      assertThat(line.read().code()).isEqualTo(100);
      assertThat(line.read().code()).isEqualTo(180);
      line.send(line.caller.cancel());
      assertThat(java.util.List.of(line.read().code(), line.read().code()))
          .containsExactlyInAnyOrder(200, 487);
      line.send(line.caller.ackRefusal());
    }
  }

  @Test
  void shouldFreeTheCallWhenTheCallersConnectionIsGone() throws Exception {
    try (Line line = new Line()) {
      line.caller.toTag = line.ask(line.caller.invite()).toTag();
      line.send(line.caller.ack());
      assertThat(desk.event()).isEqualTo("ack");
    }
    desk.lastCall().hangup("");
    assertThat(desk.event()).isEqualTo("ended HANGUP 200");
    desk.awaitNoLegs();
  }

  @Test
  void shouldAnswerOnANewConnectionToTheViaWhenTheOldOneIsGone() throws Exception {
    desk.onCall = call -> {};
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      try (Line line = new Line()) {
        line.send(
            line.caller
                .invite()
                .replaceFirst("TCP 127.0.0.1:[0-9]+", "TCP 127.0.0.1:" + listening.getLocalPort()));
        assertThat(line.read().code()).isEqualTo(100);
        line.socket.shutdownOutput();
        assertThat(line.read().text()).as("the server has seen the end").isEmpty();
      }
      IncomingCall call = desk.lastCall();
      listening.setSoTimeout(2000);
      Thread.ofVirtual().start(() -> call.reject(486, "", Map.of()));
      try (Line back = new Line(listening.accept())) {
        assertThat(back.read().code()).isEqualTo(486);
      }
      desk.awaitNoLegs();
    }
  }

  @Test
  void shouldAnswerAKeepaliveWithOneLineEnd() throws Exception {
    try (Line line = new Line()) {
      assertThat(line.ask(line.caller.next("OPTIONS", "", "")).code()).isEqualTo(200);
      line.send("\r\n\r\n");
      assertThat(line.poll(500).map(SipText::text)).contains("\r\n");
    }
  }

  @Test
  void shouldCloseAConnectionThatSpeaksNonsenseInsteadOfReadingOn() throws Exception {
    try (Line line = new Line()) {
      String smuggled = line.caller.next("OPTIONS", "", "");
      String broken =
          line.caller.request("INVITE", Caller.branch(), 1, "application/sdp", smuggled);
      line.send(broken.replaceFirst("CSeq: 1", "CSeq: x"));
      assertThat(line.poll(2000).map(SipText::text)).contains("");
      assertThat(desk.callCount()).isZero();
    }
  }

  @Test
  void shouldReadSeveralMessagesFromOneSegmentAndOneFromSeveral() throws Exception {
    try (Line line = new Line()) {
      String one = line.caller.next("OPTIONS", "", "");
      String two =
          new Caller("127.0.0.1", line.caller.port).next("OPTIONS", "", "").replace("/UDP", "/TCP");
      line.send(one + two);
      assertThat(line.read().code()).isEqualTo(200);
      assertThat(line.read().code()).isEqualTo(200);
      String slow = line.caller.next("OPTIONS", "", "");
      line.socket.setTcpNoDelay(true);
      for (int i = 0; i < slow.length(); i += 50) {
        line.send(slow.substring(i, Math.min(slow.length(), i + 50)));
      }
      assertThat(line.read().code()).isEqualTo(200);
    }
  }

  @Test
  void shouldAnswer505And400OverTcpToo() throws Exception {
    try (Line line = new Line()) {
      SipText missing = line.ask(line.caller.invite().replaceFirst("Contact: [^\r]*\r\n", ""));
      assertThat(missing.code()).isEqualTo(400);
      line.send(line.caller.next("OPTIONS", "", "").replaceFirst(" SIP/2.0", " SIP/7.0"));
      assertThat(line.read().code()).isEqualTo(505);
    }
  }

  @Test
  void shouldMakeACallOverTcp() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = listening.getLocalPort();
      listening.setSoTimeout(2000);
      OutgoingCall call =
          desk.endpoint.call(
              OutgoingInvite.to(
                  "sip:1000@127.0.0.1:" + port + ";transport=tcp", "dial", Caller.SDP),
              new Desk.Notes(desk.events, desk));
      try (Line line = new Line(listening.accept())) {
        SipText invite = line.readRequest();
        line.send(
            Caller.answer(invite, 200, "Contact: <sip:uas@127.0.0.1:" + port + ";transport=tcp>"));
        assertThat(line.readRequest().method()).isEqualTo("ACK");
        assertThat(desk.event()).isEqualTo("answered 0");
        call.hangup("");
        SipText bye = line.readRequest();
        assertThat(bye.method()).isEqualTo("BYE");
        line.send(Caller.answer(bye, 200));
        desk.awaitNoLegs();
      }
    }
  }

  @Test
  void shouldTakeCallsFromSeveralConnectionsAtOnce() throws Exception {
    try (Line a = new Line();
        Line b = new Line()) {
      a.caller.toTag = a.ask(a.caller.invite()).toTag();
      b.caller.toTag = b.ask(b.caller.invite()).toTag();
      a.send(a.caller.ack());
      b.send(b.caller.ack());
      assertThat(a.ask(a.caller.bye()).code()).isEqualTo(200);
      assertThat(b.ask(b.caller.bye()).code()).isEqualTo(200);
    }
  }
}
