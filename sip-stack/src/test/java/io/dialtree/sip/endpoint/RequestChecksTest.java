package io.dialtree.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests may look like and what they get (RFC 3261 7.3, 8.2, 18.2, 19.1, 21). */
class RequestChecksTest {
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
    desk.onCall = call -> call.reject(486, "", Map.of());
    peer = new SipPeer(desk.local());
    caller = Caller.of(peer);
  }

  @AfterEach
  void hangUp() {
    peer.close();
  }

  private SipText ask(String message) throws Exception {
    SipText answer = peer.ask(message);
    if (message.startsWith("INVITE")) {
      peer.send(caller.ackRefusal());
    }
    return answer;
  }

  private void establish() throws Exception {
    desk.onCall = call -> call.answer(Desk.ANSWER);
    peer.send(caller.invite());
    caller.toTag = peer.readFinal().toTag();
    peer.send(caller.ack());
    assertThat(desk.event()).isEqualTo("ack");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REGISTER",
        "REFER",
        "SUBSCRIBE",
        "PUBLISH",
        "MESSAGE",
        "UPDATE",
        "PRACK",
        "DANCE"
      })
  void shouldAnswer405ToMethodsItDoesNotKnow(String method) throws Exception {
    SipText outside = ask(caller.next(method, "", ""));
    assertThat(outside.code()).isEqualTo(405);
    assertThat(outside.header("Allow")).isEqualTo("INVITE, ACK, CANCEL, BYE, OPTIONS, INFO");
    caller = Caller.of(peer);
    establish();
    assertThat(ask(caller.next(method, "", "")).code()).isEqualTo(405);
    assertThat(ask(caller.bye()).code()).isEqualTo(200);
    desk.awaitNoLegs();
  }

  @Test
  void shouldAnswer481ToANotifyNobodyAskedFor() throws Exception {
    assertThat(
            ask(caller.next(
                    "NOTIFY", "", "", "Event: message-summary", "Subscription-State: active"))
                .code())
        .isEqualTo(481);
    assertThat(desk.endpoint.legs()).isZero();
  }

  @Test
  void shouldNameExactlyTheUnknownExtensions() throws Exception {
    SipText answer =
        ask(
            caller.invite(
                Caller.SDP, "Require: foo, 100rel", "Require: bar", "Proxy-Require: ignored"));
    assertThat(answer.code()).isEqualTo(420);
    assertThat(answer.header("Unsupported")).isEqualTo("foo, 100rel, bar");
  }

  @Test
  void shouldIgnoreProxyRequireAndRequireInCancel() throws Exception {
    assertThat(ask(caller.invite(Caller.SDP, "Proxy-Require: privacy")).code()).isEqualTo(486);
    caller = Caller.of(peer);
    String cancel = caller.request("CANCEL", caller.inviteBranch, 1, "", "", "Require: foo");
    assertThat(ask(cancel).code()).isEqualTo(481);
  }

  @Test
  void shouldRefuseBodiesItCannotRead() throws Exception {
    SipText type = ask(caller.request("INVITE", caller.inviteBranch, 1, "text/plain", "hello"));
    assertThat(type.code()).isEqualTo(415);
    assertThat(type.header("Accept")).contains("application/sdp");
    caller = Caller.of(peer);
    SipText encoding = ask(caller.invite(Caller.SDP, "Content-Encoding: gzip"));
    assertThat(encoding.code()).isEqualTo(415);
    assertThat(encoding.header("Accept-Encoding")).isEqualTo("identity");
  }

  @Test
  void shouldIgnoreAnUnknownBodyThatIsOptional() throws Exception {
    String invite =
        caller.request(
            "INVITE",
            caller.inviteBranch,
            1,
            "text/plain",
            "hello",
            "Content-Disposition: render;handling=optional");
    assertThat(ask(invite).code()).isEqualTo(486);
    assertThat(desk.lastCall().offer()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/pkcs7-mime,406",
    "'application/sdp, text/plain',486",
    "*/*,486",
    "application/*,486"
  })
  void shouldAnswer406WhenTheCallerDoesNotAcceptSdp(String accept, int code) throws Exception {
    assertThat(ask(caller.invite(Caller.SDP, "Accept: " + accept)).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo:bar", "http://127.0.0.1/x", "mailto:a@b"})
  void shouldAnswer416ToOtherSchemes(String uri) throws Exception {
    caller.target = uri;
    assertThat(ask(caller.invite()).code()).isEqualTo(416);
  }

  @Test
  void shouldTakeARequestWhoseHopsAreUsedUp() throws Exception {
    assertThat(ask(caller.invite().replace("Max-Forwards: 70", "Max-Forwards: 0")).code())
        .isEqualTo(486);
  }

  @Test
  void shouldAnswer505ToAnotherVersion() throws Exception {
    assertThat(ask(caller.invite().replaceFirst(" SIP/2.0", " SIP/7.0")).code()).isEqualTo(505);
  }

  @Test
  void shouldAnswer400ToAnInviteWithoutContact() throws Exception {
    assertThat(ask(caller.invite().replaceFirst("Contact: [^\r]*\r\n", "")).code()).isEqualTo(400);
  }

  @Test
  void shouldFillInReceivedAndRport() throws Exception {
    SipText answer =
        ask(
            caller
                .invite()
                .replaceFirst("Via: SIP/2.0/UDP [^;]*", "Via: SIP/2.0/UDP client.invalid:9"));
    assertThat(answer.header("Via")).contains("received=127.0.0.1", "rport=" + peer.port());
  }

  @Test
  void shouldAnswerToThePortOfTheViaWithoutRport() throws Exception {
    try (SipPeer sentBy = new SipPeer(desk.local())) {
      caller.viaParameters = "";
      String invite =
          caller
              .invite()
              .replaceFirst("UDP 127.0.0.1:[0-9]+", "UDP client.invalid:" + sentBy.port());
      peer.send(invite);
      SipText answer = sentBy.readFinal();
      assertThat(answer.code()).isEqualTo(486);
      assertThat(answer.header("Via")).contains("received=127.0.0.1").doesNotContain("rport");
      peer.expectSilence();
    }
  }

  @Test
  void shouldStaySilentOnADatagramWhoseViaNamesAnotherTransport() throws Exception {
    caller.transport = "TCP";
    peer.send(caller.invite());
    peer.expectSilence();
    assertThat(desk.callCount()).isZero();
  }

  @Test
  void shouldNeverSendToTheMaddrOfAVia() throws Exception {
    try (SipPeer victim = new SipPeer(desk.local(), "127.0.0.3")) {
      caller.viaParameters = ";maddr=127.0.0.3;ttl=1;rport";
      assertThat(ask(caller.invite()).code()).isEqualTo(486);
      victim.expectSilence();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", ""})
  void shouldUnderstandCallersOfRfc2543Times(String branch) throws Exception {
    desk.onCall = call -> {};
    caller.inviteBranch = branch;
    caller.fromTag = "";
    String invite = old(caller.invite());
    peer.send(invite);
    assertThat(peer.read().code()).isEqualTo(100);
    peer.send(invite);
    assertThat(peer.read().code()).as("a retransmission").isEqualTo(100);
    assertThat(desk.callCount()).isEqualTo(1);
    peer.send(old(caller.cancel()));
    SipText one = peer.readFinal();
    SipText two = peer.readFinal();
    assertThat(java.util.List.of(one.code(), two.code())).containsExactlyInAnyOrder(200, 487);
    assertThat(one.header("Via")).doesNotContain("z9hG4bK");
    if (!branch.isEmpty()) {
      assertThat(two.header("Via")).contains(";branch=old");
    }
    peer.send(old(caller.ackRefusal()));
    peer.expectSilence();
  }

  private static String old(String message) {
    return message
        .replace(";branch=\r\n", "\r\n")
        .replace(";tag=\r\n", "\r\n")
        .replace("Max-Forwards: 70\r\n", "");
  }

  @Test
  void shouldReadFoldedCompactAndOddlyWrittenHeaders() throws Exception {
    String invite =
        caller
            .invite()
            .replace("Via:", "v  :")
            .replace("From: ", "f:\r\n  ")
            .replace("To:", "TO :")
            .replace("Call-ID:", "i\t:")
            .replace("CSeq: 1 INVITE", "cseQ:\t1\r\n\tINVITE")
            .replace("Contact:", "m:")
            .replace("Content-Type:", "c:")
            .replace("Content-Length:", "l :");
    SipText answer = ask(invite);
    assertThat(answer.code()).isEqualTo(486);
    assertThat(desk.lastCall().facts().fromDisplay()).isEqualTo("Alice");
    assertThat(desk.lastCall().offer()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "sip:+15550100;tgrp=T1;trunk-context=x@127.0.0.1,+15550100",
    "sip:%2B15550100@127.0.0.1,+15550100",
    "sip:+1-555-0100@127.0.0.1;user=phone,+15550100",
    "sip:+1(555)0100@127.0.0.1;user=phone,+15550100",
    "tel:+1-555-0100,+15550100",
    "tel:+15550100;phone-context=example,+15550100",
    "sip:+15550100:secret@127.0.0.1:5060;transport=udp,+15550100",
    "sip:john.doe-x@127.0.0.1,john.doe-x",
    "sip:*98%23@127.0.0.1,*98#",
    "sip:127.0.0.1,''"
  })
  void shouldReadTheSameNumberFromEverySpelling(String uri, String number) throws Exception {
    caller.target = uri;
    String invite = caller.invite().replaceFirst("From: [^\r]*;tag", "From: <" + uri + ">;tag");
    assertThat(ask(invite).code()).isEqualTo(486);
    assertThat(desk.lastCall().facts().requestUser()).isEqualTo(number);
    assertThat(desk.lastCall().facts().fromUser()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"J\u00fcrgen \u5c0f\u660e\" ','J\u00fcrgen \u5c0f\u660e'",
    "'\"\" ',''",
    "'\"a \\\"b\\\" \\\\ c\" ','a \"b\" \\ c'",
    "'Bob Smith ',Bob Smith",
    "'',''"
  })
  void shouldUnescapeDisplayNamesOnce(String written, String read) throws Exception {
    assertThat(ask(caller.invite().replace("\"Alice\" ", written)).code()).isEqualTo(486);
    assertThat(desk.lastCall().facts().fromDisplay()).isEqualTo(read);
  }

  @Test
  void shouldFindTheSdpInAMultipartBody() throws Exception {
    String body =
        SipText.lines(
                """
                preamble
                --b1
                Content-Type: application/ISUP;version=nxv3
                Content-Disposition: signal;handling=optional

                xyz
                --b1
                content-type : application/sdp

                """)
            + Caller.SDP
            + "\r\n--b1--\r\n";
    String invite =
        caller.request("INVITE", caller.inviteBranch, 1, "multipart/mixed;boundary=\"b1\"", body);
    assertThat(ask(invite).code()).isEqualTo(486);
    assertThat(desk.lastCall().offer().orElseThrow().strip()).isEqualTo(Caller.SDP.strip());
  }

  @Test
  void shouldTakeTheBodyContentLengthNamesAndTheRestWithoutIt() throws Exception {
    assertThat(ask(caller.invite() + "trailing bytes").code()).isEqualTo(486);
    assertThat(desk.lastCall().offer()).contains(Caller.SDP);
    caller = Caller.of(peer);
    String without = caller.invite().replaceFirst("Content-Length: [0-9]+\r\n", "");
    assertThat(ask(without).code()).isEqualTo(486);
    assertThat(desk.lastCall().offer()).contains(Caller.SDP);
    peer.send(
        Caller.of(peer).invite().replaceFirst("Content-Length: [0-9]+", "Content-Length: 999"));
    peer.expectSilence();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\r\n\r\n", "\0", "\r\n", "\0\1\0\0!\u0012\u00a4B123456789012", "hello", ""})
  void shouldStaySilentOnKeepalivesAndGarbage(String bytes) throws Exception {
    peer.sendBytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
    peer.expectSilence();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"From: <sip:x@y>;tag=2", "t: <sip:x@y>", "CSeq: 1 INVITE", "i: other", "l: 0"})
  void shouldStaySilentOnHeadersThatStandTwice(String second) throws Exception {
    peer.send(caller.invite(Caller.SDP, second));
    peer.expectSilence();
  }

  @Test
  void shouldStaySilentOnWhatDoesNotParseAndGoOn() throws Exception {
    long before = desk.counter(SipCounter.DROPPED_MALFORMED);
    peer.send(caller.invite().replace("CSeq: 1", "CSeq: x"));
    peer.send(caller.invite().replace("To: <sip:", "To: <<<sip:"));
    peer.send(caller.invite(Caller.SDP, "X-Long: " + "a".repeat(9000)));
    peer.send(caller.invite(Caller.SDP, "X-A: 1\r\n".repeat(150) + "X-B: 1"));
    peer.expectSilence();
    assertThat(desk.counter(SipCounter.DROPPED_MALFORMED)).isEqualTo(before + 4);
    assertThat(ask(Caller.of(peer).next("OPTIONS", "", "")).code()).isEqualTo(200);
  }

  @Test
  void shouldAnswerOptionsLikeAnInviteWithoutMakingACall() throws Exception {
    SipText ok = ask(caller.next("OPTIONS", "", ""));
    assertThat(ok.code()).isEqualTo(200);
    assertThat(ok.header("Allow")).contains("INVITE");
    assertThat(ok.header("Accept")).contains("application/sdp");
    assertThat(ok.all("Supported")).hasSize(1);
    assertThat(ok.toTag()).isNotEmpty();
    for (int code : new int[] {404, 486, 503}) {
      desk.optionsCode = code;
      assertThat(ask(Caller.of(peer).next("OPTIONS", "", "")).code()).isEqualTo(code);
    }
    assertThat(desk.endpoint.legs()).isZero();
    assertThat(desk.callCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"BYE", "INVITE", "INFO", "OPTIONS", "REFER"})
  void shouldAnswer481ToRequestsOfCallsItDoesNotHave(String method) throws Exception {
    caller.toTag = "gone";
    peer.send(
        method.equals("INVITE")
            ? caller.invite()
            : caller.request(method, Caller.branch(), 7, "", ""));
    SipText answer = peer.readFinal();
    assertThat(answer.code()).isEqualTo(method.equals("REFER") ? 405 : 481);
    assertThat(desk.callCount()).isZero();
    peer.send(caller.ackRefusal());
  }

  @ParameterizedTest
  @CsvSource({
    "application/dtmf-relay,'Signal=5|Duration=160',digit 5 160",
    "application/dtmf-relay,'Signal= 5 |Duration= 100 ',digit 5 100",
    "application/dtmf-relay,'Signal=*|Duration=250',digit * 250",
    "application/dtmf-relay,'signal=10',digit * 250",
    "application/dtmf-relay,'Signal=11|Duration=90',digit # 90",
    "application/dtmf-relay,'Signal=16',digit ! 250",
    "application/dtmf-relay,'Signal=d|Duration=999999999',digit D 250",
    "Application/DTMF,'#',digit # 250",
    "application/dtmf,'7|',digit 7 250"
  })
  void shouldReadKeysFromInfo(String type, String body, String event) throws Exception {
    establish();
    assertThat(ask(caller.next("INFO", type, body.replace("|", "\r\n"))).code()).isEqualTo(200);
    assertThat(desk.event()).isEqualTo(event);
    assertThat(ask(caller.bye()).code()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "application/media_control+xml,<x/>,415",
    "application/dtmf,55,400",
    "application/dtmf-relay,Signal=x,400",
    "'','',200"
  })
  void shouldAnswerOtherInfoWithoutHarm(String type, String body, int code) throws Exception {
    establish();
    assertThat(ask(caller.next("INFO", type, body)).code()).isEqualTo(code);
    assertThat(ask(caller.next("INFO", "application/x", "y", "Info-Package: foo")).code())
        .isEqualTo(469);
    assertThat(ask(caller.bye()).code()).isEqualTo(200);
    assertThat(desk.event()).isEqualTo("ended BYE 200");
  }
}
