package io.dialtree.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiatorTest {
  private static final LocalMedia LOCAL =
      new LocalMedia(
          "192.0.2.1",
          30000,
          List.of(CodecOffer.of("PCMU", 0, 8000), CodecOffer.of("PCMA", 8, 8000)),
          101,
          20);
  private static final MediaAddressPolicy POLICY =
      MediaAddressPolicy.forSource(InetAddress.ofLiteral("192.0.2.9"), Set.of(5060));

  private static String offer(String... lines) {
    return "v=0\r\no=bob 100 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
        + String.join("\r\n", lines)
        + "\r\n";
  }

  private static String version(int version, String... lines) {
    return offer(lines).replace("o=bob 100 1 ", "o=bob 100 " + version + " ");
  }

  private static Outcome answer(String offer) {
    return Negotiator.answer(offer, LOCAL, Optional.empty(), POLICY);
  }

  private static Outcome.Agreed agreed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Agreed.class);
    return (Outcome.Agreed) outcome;
  }

  private static Outcome.Refused refused(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return (Outcome.Refused) outcome;
  }

  private static Outcome.Agreed again(Outcome.Agreed before, String offer) {
    return agreed(Negotiator.answer(offer, LOCAL, Optional.of(before.state()), POLICY));
  }

  private static List<String> mediaLines(String sdp) {
    return sdp.lines().filter(l -> l.startsWith("m=")).toList();
  }

  private static String version(String sdp) {
    return sdp.lines().filter(l -> l.startsWith("o=")).findFirst().orElseThrow().split(" ", -1)[2];
  }

  private static String sessionId(String sdp) {
    return sdp.lines().filter(l -> l.startsWith("o=")).findFirst().orElseThrow().split(" ", -1)[1];
  }

  @Test
  void shouldAnswerWithTheFirstCodecOfTheOfferWeCanSpeak() {
    Outcome.Agreed a =
        agreed(answer(offer("m=audio 40000 RTP/AVP 18 8 0", "a=rtpmap:18 G729/8000")));
    assertThat(a.plan().encodingName()).isEqualTo("PCMA");
    assertThat(mediaLines(a.sdp())).containsExactly("m=audio 30000 RTP/AVP 8");
    assertThat(a.plan().remoteRtp()).isEqualTo(new InetSocketAddress("192.0.2.9", 40000));
    assertThat(a.plan().remoteRtcp()).isEqualTo(new InetSocketAddress("192.0.2.9", 40001));
  }

  @Test
  void shouldAnswerStaticPayloadTypesWithoutRtpmap() {
    assertThat(agreed(answer(offer("m=audio 40000 RTP/AVP 0"))).plan().encodingName())
        .isEqualTo("PCMU");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcmu/8000", "PCMU/8000/1", "PcMu/8000"})
  void shouldReadEncodingNamesInAnyCaseAndWithOneChannel(String map) {
    Outcome.Agreed a = agreed(answer(offer("m=audio 40000 RTP/AVP 97", "a=rtpmap:97 " + map)));
    assertThat(a.plan().encodingName()).isEqualTo("PCMU");
    assertThat(a.plan().sendPayloadType()).isEqualTo(97);
    assertThat(mediaLines(a.sdp())).containsExactly("m=audio 30000 RTP/AVP 97");
  }

  @Test
  void shouldOfferG722WithTheClockItsSpecificationNamesByMistake() {
    LocalMedia wide =
        new LocalMedia("192.0.2.1", 30000, List.of(CodecOffer.of("G722", 9, 8000)), 101, 20);
    Outcome.Agreed a =
        agreed(Negotiator.answer(offer("m=audio 40000 RTP/AVP 9"), wide, Optional.empty(), POLICY));
    assertThat(a.plan().clockRate()).isEqualTo(8000);
    assertThat(a.sdp()).contains("a=rtpmap:9 G722/8000");
  }

  @Test
  void shouldAnswerOpusWithTheTwoChannelsItAlwaysNames() {
    LocalMedia wide =
        new LocalMedia("192.0.2.1", 30000, List.of(CodecOffer.of("opus", 96, 48_000)), 101, 20);
    String offer = offer("m=audio 40000 RTP/AVP 111", "a=rtpmap:111 OPUS/48000/2");
    Outcome.Agreed a = agreed(Negotiator.answer(offer, wide, Optional.empty(), POLICY));
    assertThat(a.plan().sendPayloadType()).isEqualTo(111);
    assertThat(a.sdp()).contains("a=rtpmap:111 opus/48000/2");
  }

  @Test
  void shouldHearKeysOnAnotherClockThanTheCodecsButSendNone() {
    LocalMedia wide =
        new LocalMedia("192.0.2.1", 30000, List.of(CodecOffer.of("L16", 96, 16_000)), 101, 20);
    String offer =
        offer(
            "m=audio 40000 RTP/AVP 97 101",
            "a=rtpmap:97 L16/16000",
            "a=rtpmap:101 telephone-event/8000");
    Outcome.Agreed a = agreed(Negotiator.answer(offer, wide, Optional.empty(), POLICY));
    assertThat(a.plan().receiveEventPayloadTypes()).isEqualTo(Map.of(101, 8000));
    assertThat(a.plan().sendEventPayloadType()).isEqualTo(-1);
    assertThat(a.sdp()).contains("a=rtpmap:101 telephone-event/8000");
  }

  @Test
  void shouldRefuseAnOfferWithoutACodecInCommon() {
    Outcome.Refused r = refused(answer(offer("m=audio 40000 RTP/AVP 18")));
    assertThat(r.sipCode()).isEqualTo(488);
    assertThat(r.slug()).isEqualTo("no-common-codec");
    assertThat(r.warning()).startsWith("305 dialtree \"");
  }

  @Test
  void shouldKeepNumberAndOrderOfMediaLinesAndRefuseTheOthers() {
    Outcome.Agreed a =
        agreed(
            answer(
                offer(
                    "m=video 50000 RTP/AVP 31",
                    "m=audio 40000 RTP/SAVP 0",
                    "m=audio 40002 RTP/AVP 0",
                    "m=image 40004 udptl t38",
                    "m=audio 0 RTP/AVP 8")));
    assertThat(mediaLines(a.sdp()))
        .containsExactly(
            "m=video 0 RTP/AVP 31",
            "m=audio 0 RTP/SAVP 0",
            "m=audio 30000 RTP/AVP 0",
            "m=image 0 udptl t38",
            "m=audio 0 RTP/AVP 8");
    assertThat(a.plan().remoteRtp().getPort()).isEqualTo(40002);
  }

  @Test
  void shouldAnswerKeyPressesOnlyWhenOfferedAndOnTheCodecsClock() {
    Outcome.Agreed with =
        agreed(
            answer(
                offer(
                    "m=audio 40000 RTP/AVP 0 96 100",
                    "a=rtpmap:96 telephone-event/48000",
                    "a=rtpmap:100 telephone-event/8000")));
    assertThat(with.plan().sendEventPayloadType()).isEqualTo(100);
    assertThat(with.plan().receiveEventPayloadTypes()).isEqualTo(Map.of(100, 8000));
    assertThat(with.sdp()).contains("a=rtpmap:100 telephone-event/8000\r\na=fmtp:100 0-15");
    Outcome.Agreed without = agreed(answer(offer("m=audio 40000 RTP/AVP 0")));
    assertThat(without.plan().sendEventPayloadType()).isEqualTo(-1);
    assertThat(without.sdp()).doesNotContain("telephone-event");
  }

  @ParameterizedTest
  @CsvSource({"sendonly,RECVONLY", "recvonly,SENDONLY", "inactive,INACTIVE", "sendrecv,SENDRECV"})
  void shouldMirrorTheDirectionOfAHold(String offered, Direction ours) {
    Outcome.Agreed first = agreed(answer(offer("m=audio 40000 RTP/AVP 0")));
    Outcome.Agreed hold = again(first, version(2, "m=audio 40000 RTP/AVP 0", "a=" + offered));
    assertThat(hold.plan().direction()).isEqualTo(ours);
    assertThat(hold.sdp()).contains("a=" + ours.token());
    Outcome.Agreed resumed = again(hold, version(3, "m=audio 40000 RTP/AVP 0"));
    assertThat(resumed.plan().direction()).isEqualTo(Direction.SENDRECV);
  }

  @Test
  void shouldTakeTheSessionsDirectionUnlessTheLineHasItsOwn() {
    assertThat(agreed(answer(offer("a=sendonly", "m=audio 40000 RTP/AVP 0"))).plan().direction())
        .isEqualTo(Direction.RECVONLY);
    assertThat(
            agreed(answer(offer("a=sendonly", "m=audio 40000 RTP/AVP 0", "a=sendrecv")))
                .plan()
                .direction())
        .isEqualTo(Direction.SENDRECV);
  }

  @Test
  void shouldTakeTheZeroAddressAsAHoldThatGetsNoMedia() {
    Outcome.Agreed first = agreed(answer(offer("m=audio 40000 RTP/AVP 0")));
    Outcome.Agreed hold = again(first, version(2, "m=audio 40000 RTP/AVP 0", "c=IN IP4 0.0.0.0"));
    assertThat(hold.plan().direction()).isEqualTo(Direction.RECVONLY);
    Outcome.Agreed resumed = again(hold, version(3, "m=audio 40000 RTP/AVP 0"));
    assertThat(resumed.plan().direction().sends()).isTrue();
    assertThat(resumed.plan().remoteRtp().getAddress().getHostAddress()).isEqualTo("192.0.2.9");
  }

  @Test
  void shouldKeepVersionAndMediaWhenTheOfferIsOnlyARefresh() {
    Outcome.Agreed first = agreed(answer(offer("m=audio 40000 RTP/AVP 0")));
    Outcome.Agreed refresh = again(first, offer("m=audio 40000 RTP/AVP 0"));
    assertThat(refresh.sdp()).isEqualTo(first.sdp());
    assertThat(refresh.plan().sameAsBefore()).isTrue();
    Outcome.Agreed liar = again(first, offer("m=audio 49999 RTP/AVP 0"));
    assertThat(liar.plan().sameAsBefore()).isTrue();
  }

  @Test
  void shouldRaiseTheVersionByOneOnChangeAndKeepTheSessionId() {
    Outcome.Agreed first = agreed(answer(offer("m=audio 40000 RTP/AVP 0")));
    Outcome.Agreed hold = again(first, version(2, "m=audio 40000 RTP/AVP 0", "a=sendonly"));
    Outcome.Agreed moved = again(hold, version(3, "m=audio 41000 RTP/AVP 0", "a=sendonly"));
    assertThat(first.plan().sameAsBefore()).isFalse();
    assertThat(version(first.sdp())).isEqualTo("1");
    assertThat(version(hold.sdp())).isEqualTo("2");
    assertThat(version(moved.sdp())).as("our side did not change").isEqualTo("2");
    assertThat(moved.plan().sameAsBefore()).isFalse();
    assertThat(sessionId(moved.sdp())).isEqualTo(sessionId(first.sdp()));
  }

  @Test
  void shouldLetASlotBeSwitchedOffAndUsedAgain() {
    Outcome.Agreed first = agreed(answer(offer("m=audio 40000 RTP/AVP 0")));
    Outcome.Agreed off = again(first, version(2, "m=audio 0 RTP/AVP 0"));
    assertThat(mediaLines(off.sdp())).containsExactly("m=audio 0 RTP/AVP 0");
    assertThat(off.plan().direction()).isEqualTo(Direction.INACTIVE);
    Outcome.Agreed on = again(off, version(3, "m=audio 40000 RTP/AVP 0"));
    assertThat(mediaLines(on.sdp())).containsExactly("m=audio 30000 RTP/AVP 0");
    assertThat(on.plan().direction()).isEqualTo(Direction.SENDRECV);
  }

  @Test
  void shouldRefuseAFaxAndLeaveTheStateToTheCaller() {
    Outcome.Agreed first = agreed(answer(offer("m=audio 40000 RTP/AVP 0")));
    Outcome fax =
        Negotiator.answer(
            version(2, "m=image 40000 udptl t38"), LOCAL, Optional.of(first.state()), POLICY);
    assertThat(refused(fax).sipCode()).isEqualTo(488);
    assertThat(again(first, version(3, "m=audio 40000 RTP/AVP 0")).plan().sameAsBefore()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a=ptime:30,30",
    "a=ptime:10,10",
    "a=ptime:60,60",
    "a=ptime:0,20",
    "a=ptime:-5,20",
    "a=ptime:80,20",
    "a=ptime:x,20",
    "a=ptime:20.0,20",
    "a=maxptime:10,10",
    "a=x:1,20"
  })
  void shouldSendThePacketTimeThePeerWishes(String attribute, int ptimeMs) {
    Outcome.Agreed a = agreed(answer(offer("m=audio 40000 RTP/AVP 0", attribute)));
    assertThat(a.plan().ptimeMs()).isEqualTo(ptimeMs);
    assertThat(a.sdp()).contains("a=ptime:" + ptimeMs);
  }

  @Test
  void shouldCutThePacketTimeToThePeersLimit() {
    Outcome.Agreed a =
        agreed(answer(offer("m=audio 40000 RTP/AVP 0", "a=ptime:60", "a=maxptime:40")));
    assertThat(a.plan().ptimeMs()).isEqualTo(40);
  }

  @Test
  void shouldSendToTheAddressOfTheLineBeforeThatOfTheSession() {
    Outcome.Agreed a = agreed(answer(offer("m=audio 40000 RTP/AVP 0", "c=IN IP4 192.0.2.77")));
    assertThat(a.plan().remoteRtp().getAddress().getHostAddress()).isEqualTo("192.0.2.77");
  }

  @ParameterizedTest
  @CsvSource({
    "IN IP4 127.0.0.1,media-address-refused",
    "IN IP4 224.0.0.5,media-address-refused",
    "IN IP4 255.255.255.255,media-address-refused",
    "IN IP4 169.254.1.1,media-address-refused",
    "IN IP4 0.1.2.3,media-address-refused",
    "IN IP6 2001:db8::1,address-family",
    "IN IP4 phone.example,media-address-is-a-name"
  })
  void shouldRefuseToSendMediaWhereNoPhoneIs(String connection, String slug) {
    Outcome.Refused r = refused(answer(offer("m=audio 40000 RTP/AVP 0", "c=" + connection)));
    assertThat(r.sipCode()).isEqualTo(488);
    assertThat(r.slug()).isEqualTo(slug);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1023, 5060})
  void shouldRefuseToSendMediaToServicePorts(int port) {
    assertThat(refused(answer(offer("m=audio " + port + " RTP/AVP 0"))).slug())
        .isEqualTo("media-address-refused");
  }

  @Test
  void shouldAcceptLoopbackMediaFromALoopbackCaller() {
    MediaAddressPolicy here =
        MediaAddressPolicy.forSource(InetAddress.ofLiteral("127.0.0.1"), Set.of());
    String offer = offer("m=audio 40000 RTP/AVP 0", "c=IN IP4 127.0.0.1");
    assertThat(Negotiator.answer(offer, LOCAL, Optional.empty(), here))
        .isInstanceOf(Outcome.Agreed.class);
  }

  @Test
  void shouldRefuseAnOfferWithoutAnyAddress() {
    String offer = "v=0\no=- 1 1 IN IP4 192.0.2.9\ns=-\nt=0 0\nm=audio 40000 RTP/AVP 0\n";
    assertThat(refused(answer(offer)).slug()).isEqualTo("no-media-address");
  }

  @Test
  void shouldSendRtcpWhereThePeerWantsItWhenThatIsAllowed() {
    assertThat(
            agreed(answer(offer("m=audio 40000 RTP/AVP 0", "a=rtcp:40009")))
                .plan()
                .remoteRtcp()
                .getPort())
        .isEqualTo(40009);
    Outcome.Agreed bad =
        agreed(answer(offer("m=audio 40000 RTP/AVP 0", "a=rtcp:53 IN IP4 192.0.2.5")));
    assertThat(bad.plan().remoteRtcp().getPort()).isEqualTo(40001);
  }

  @Test
  void shouldSendNoRtcpToAnAddressOfAnotherFamilyThanTheMedia() {
    Outcome.Agreed a =
        agreed(answer(offer("m=audio 40000 RTP/AVP 0", "a=rtcp:5005 IN IP6 2001:db8::1")));
    assertThat(a.plan().remoteRtcp().getPort()).isEqualTo(40001);
    assertThat(a.plan().remoteRtcp().getAddress()).isEqualTo(a.plan().remoteRtp().getAddress());
  }

  @Test
  void shouldIgnoreWhatItDoesNotKnow() {
    Outcome.Agreed a =
        agreed(
            answer(
                offer(
                    "i=talk",
                    "b=AS:64",
                    "k=clear:x",
                    "a=ice-ufrag:abcd",
                    "m=audio 40000 RTP/AVP 0",
                    "b=TIAS:64000",
                    "a=candidate:1 1 UDP 1 192.0.2.9 40000 typ host",
                    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc",
                    "a=rtcp-mux",
                    "a=ssrc:1 cname:x")));
    assertThat(a.sdp()).doesNotContain("ice", "crypto", "mux", "ssrc", "b=");
    assertThat(a.plan().rtcpMux()).isFalse();
  }

  @Test
  void shouldReadBareLineFeedsBlanksAndAMissingLastLineEnd() {
    String offer =
        "v=0\no=- 1 1 IN IP4 192.0.2.9 \ns=-\nc=IN IP4 192.0.2.9  \nt=0 0\nm=audio 40000 RTP/AVP 0  ";
    assertThat(agreed(answer(offer)).plan().remoteRtp().getPort()).isEqualTo(40000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "v=1\r\n",
        "v=0\r\nm=audio\r\n",
        "v=0\r\nm=audio 99999 RTP/AVP 0\r\n",
        "v=0\r\nc=x\r\n"
      })
  void shouldNameWhatIsWrongWithATextThatIsNoSdp(String text) {
    Outcome.Refused r = refused(answer(text));
    assertThat(r.slug()).isEqualTo("malformed-sdp");
    assertThat(r.sipCode()).isEqualTo(400);
  }

  @Test
  void shouldBoundLinesAndMediaLines() {
    assertThat(refused(answer(offer("a=x\r\n".repeat(300)))).slug()).isEqualTo("malformed-sdp");
    assertThat(refused(answer(offer("m=audio 40000 RTP/AVP 0\r\n".repeat(17)))).slug())
        .isEqualTo("malformed-sdp");
  }

  @Test
  void shouldOfferEveryCodecWhenThePeerWantsOurOffer() {
    Offered offered = Negotiator.offer(LOCAL, Optional.empty());
    assertThat(mediaLines(offered.sdp())).containsExactly("m=audio 30000 RTP/AVP 0 8 101");
    assertThat(offered.sdp())
        .contains("a=rtpmap:101 telephone-event/8000", "a=sendrecv", "a=ptime:20");
  }

  @Test
  void shouldSendThePeersNumbersAndReceiveOurOwn() {
    LocalMedia dynamic =
        new LocalMedia("192.0.2.1", 30000, List.of(CodecOffer.of("opus", 111, 8000)), 101, 20);
    Offered offered = Negotiator.offer(dynamic, Optional.empty());
    String answer =
        offer(
            "m=audio 40000 RTP/AVP 96 97",
            "a=rtpmap:96 opus/8000",
            "a=rtpmap:97 telephone-event/8000");
    MediaPlan plan = agreed(Negotiator.acceptAnswer(offered.state(), answer, POLICY)).plan();
    assertThat(plan.sendPayloadType()).isEqualTo(96);
    assertThat(plan.receiveFormats()).containsExactly(new ReceiveFormat(111, "opus", 8000));
    assertThat(plan.sendEventPayloadType()).isEqualTo(97);
    assertThat(plan.receiveEventPayloadTypes()).isEqualTo(Map.of(101, 8000));
  }

  @Test
  void shouldOfferInTheSlotsTheCallHasAndInBothDirectionsAgain() {
    Outcome.Agreed hold =
        agreed(answer(offer("m=video 50000 RTP/AVP 31", "m=audio 40000 RTP/AVP 8", "a=sendonly")));
    Offered offered = Negotiator.offer(LOCAL, Optional.of(hold.state()));
    assertThat(mediaLines(offered.sdp()))
        .containsExactly("m=video 0 RTP/AVP 31", "m=audio 30000 RTP/AVP 0 8 101");
    assertThat(offered.sdp()).contains("a=sendrecv").doesNotContain("recvonly");
    assertThat(version(offered.sdp())).isEqualTo("2");
    String answer = offer("m=video 0 RTP/AVP 31", "m=audio 40000 RTP/AVP 8");
    MediaPlan plan = agreed(Negotiator.acceptAnswer(offered.state(), answer, POLICY)).plan();
    assertThat(plan.encodingName()).isEqualTo("PCMA");
    assertThat(plan.direction()).isEqualTo(Direction.SENDRECV);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"m=audio 40000 RTP/AVP 18", "m=audio 0 RTP/AVP 0", "m=audio 80 RTP/AVP 0", "a=x"})
  void shouldRefuseAnAnswerThatCannotBeUsed(String line) {
    Offered offered = Negotiator.offer(LOCAL, Optional.empty());
    assertThat(refused(Negotiator.acceptAnswer(offered.state(), offer(line), POLICY)).sipCode())
        .isEqualTo(488);
  }
}
