package io.dialtree.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in SDP (RFC 4568), without any packet. */
class SdesTest {
  private static final MediaAddressPolicy POLICY =
      MediaAddressPolicy.forSource(InetAddress.ofLiteral("192.0.2.9"), Set.of(5060));
  private static final LocalMedia PLAIN =
      new LocalMedia("192.0.2.1", 30000, List.of(CodecOffer.of("PCMU", 0, 8000)), 101, 20);
  private static final LocalMedia LOCAL = PLAIN.withSrtp(new LocalSrtp(keys(1), false));
  private static final String K30 = key(30, 5);
  private static final String CM80 = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + K30;

  private static OwnKeys keys(int seed) {
    return OwnKeys.of(bytes(OwnKeys.RANDOM_BYTES, seed));
  }

  private static byte[] bytes(int count, int seed) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i * 31 + seed);
    }
    return bytes;
  }

  private static String key(int count, int seed) {
    return Base64.getEncoder().encodeToString(bytes(count, seed));
  }

  private static String offer(String... lines) {
    return "v=0\r\no=bob 100 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
        + String.join("\r\n", lines)
        + "\r\n";
  }

  private static Outcome answer(LocalMedia local, String... lines) {
    return Negotiator.answer(offer(lines), local, Optional.empty(), POLICY);
  }

  private static Outcome.Agreed agreed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Agreed.class);
    return (Outcome.Agreed) outcome;
  }

  private static void assertRefused(Outcome outcome, String slug) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).sipCode()).isEqualTo(488);
    assertThat(((Outcome.Refused) outcome).slug()).isEqualTo(slug);
  }

  private static List<String> starting(String sdp, String with) {
    return sdp.lines().filter(l -> l.startsWith(with)).toList();
  }

  private static String ownKey(CryptoSuite suite) {
    return keys(1).of(suite).written();
  }

  @ParameterizedTest
  @CsvSource({
    "AES_CM_128_HMAC_SHA1_80, 30",
    "AES_CM_128_HMAC_SHA1_32, 30",
    "AEAD_AES_128_GCM, 28",
    "AEAD_AES_256_GCM, 44"
  })
  void shouldAnswerWithTagAndSuiteOfTheOfferAndAnOwnKey(CryptoSuite suite, int bytes) {
    Outcome.Agreed a =
        agreed(
            answer(
                LOCAL,
                "m=audio 40000 RTP/SAVP 0 101",
                "a=rtpmap:101 telephone-event/8000",
                "a=crypto:7 " + suite + " inline:" + key(bytes, 5)));
    assertThat(starting(a.sdp(), "m=")).containsExactly("m=audio 30000 RTP/SAVP 0 101");
    assertThat(starting(a.sdp(), "a=crypto"))
        .containsExactly("a=crypto:7 " + suite + " inline:" + ownKey(suite));
    SrtpPlan srtp = a.plan().srtp().orElseThrow();
    assertThat(srtp.suite()).isEqualTo(suite);
    assertThat(srtp.own().written()).isEqualTo(ownKey(suite));
    assertThat(srtp.peer().keyAndSalt()).isEqualTo(bytes(bytes, 5));
  }

  @Test
  void shouldTakeTheFirstLineItCanUse() {
    Outcome.Agreed a =
        agreed(
            answer(
                LOCAL,
                "m=audio 40000 RTP/SAVP 0",
                "a=crypto:1 F8_128_HMAC_SHA1_80 inline:" + K30,
                "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + K30 + "|2^20|1:4",
                "a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + K30 + " UNENCRYPTED_SRTP",
                "a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:" + K30 + "|2^31",
                CM80));
    assertThat(starting(a.sdp(), "a=crypto"))
        .containsExactly(
            "a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:"
                + ownKey(CryptoSuite.AES_CM_128_HMAC_SHA1_32));
  }

  @ParameterizedTest
  @ValueSource(strings = {"|2^31", "|2^48", "|2^1", "|1048576", " WSH=64", " -UNKNOWN=1", " KDR=0"})
  void shouldTakeALineWithALifetimeOrWhatMayBeIgnored(String end) {
    Outcome.Agreed a = agreed(answer(LOCAL, "m=audio 40000 RTP/SAVP 0", CM80 + end));
    assertThat(a.plan().srtp()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a=crypto:",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80",
        "a=crypto:1234567890 AES_CM_128_HMAC_SHA1_80 inline:K",
        "a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:K",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:????????????????????????????????????????",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA",
        "a=crypto:1 AEAD_AES_128_GCM inline:K",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 uri:K",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K;inline:K",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K|2^20|1:4",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K|1:4",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K|2^20|1:999999999999",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K|2^49",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K|2^0",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K|0",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K|99999999999999999999",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K UNENCRYPTED_SRTP",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K UNENCRYPTED_SRTCP",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K UNAUTHENTICATED_SRTP",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K KDR=1",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K FEC_ORDER=FEC_SRTP",
        "a=crypto:1 NULL_HMAC_SHA1_80 inline:K"
      })
  void shouldRefuseSecuredMediaWithoutALineItCanUse(String crypto) {
    assertRefused(
        answer(LOCAL, "m=audio 40000 RTP/SAVP 0", crypto.replace("K", K30)), "no-common-crypto");
  }

  @Test
  void shouldRefuseKeysWhereOthersCanReadThem() {
    assertRefused(answer(PLAIN, "m=audio 40000 RTP/SAVP 0", CM80), "srtp-without-tls");
  }

  @Test
  void shouldAnswerPlainMediaWithKeysAsPlainMedia() {
    Outcome.Agreed a = agreed(answer(LOCAL, "m=audio 40000 RTP/AVP 0", CM80));
    assertThat(starting(a.sdp(), "m=")).containsExactly("m=audio 30000 RTP/AVP 0");
    assertThat(a.sdp()).doesNotContain("crypto");
    assertThat(a.plan().srtp()).isEmpty();
  }

  @Test
  void shouldUseTheSecuredOneOfTwoLinesInAnyOrder() {
    Outcome.Agreed first =
        agreed(answer(LOCAL, "m=audio 40000 RTP/SAVP 0", CM80, "m=audio 40002 RTP/AVP 0"));
    assertThat(starting(first.sdp(), "m="))
        .containsExactly("m=audio 30000 RTP/SAVP 0", "m=audio 0 RTP/AVP 0");
    Outcome.Agreed second =
        agreed(answer(LOCAL, "m=audio 40002 RTP/AVP 0", "m=audio 40000 RTP/SAVP 0", CM80));
    assertThat(starting(second.sdp(), "m="))
        .containsExactly("m=audio 0 RTP/AVP 0", "m=audio 30000 RTP/SAVP 0");
    assertThat(second.plan().remoteRtp().getPort()).isEqualTo(40000);
  }

  @Test
  void shouldUseThePlainOneOfTwoLinesWhereKeysAreRefused() {
    Outcome.Agreed a =
        agreed(answer(PLAIN, "m=audio 40000 RTP/SAVP 0", CM80, "m=audio 40002 RTP/AVP 0"));
    assertThat(starting(a.sdp(), "m="))
        .containsExactly("m=audio 0 RTP/SAVP 0", "m=audio 30000 RTP/AVP 0");
    assertThat(a.plan().srtp()).isEmpty();
  }

  @Test
  void shouldAnswerTheProfileWithFeedbackUnderItsName() {
    Outcome.Agreed a = agreed(answer(LOCAL, "m=audio 40000 RTP/SAVPF 0", CM80));
    assertThat(starting(a.sdp(), "m=")).containsExactly("m=audio 30000 RTP/SAVPF 0");
  }

  @Test
  void shouldRefuseKeysAgreedByDtls() {
    assertRefused(answer(LOCAL, "m=audio 40000 UDP/TLS/RTP/SAVPF 0", CM80), "no-audio");
  }

  @Test
  void shouldKeepItsKeyWhileThePeerChangesIts() {
    Outcome.Agreed before = agreed(answer(LOCAL, "m=audio 40000 RTP/SAVP 0", CM80));
    String rekeyed =
        offer("m=audio 40000 RTP/SAVP 0", CM80.replace(K30, key(30, 6)))
            .replace("100 1 IN", "100 2 IN");
    Outcome.Agreed after =
        agreed(Negotiator.answer(rekeyed, LOCAL, Optional.of(before.state()), POLICY));
    assertThat(after.plan().sameAsBefore()).isFalse();
    SrtpPlan srtp = after.plan().srtp().orElseThrow();
    assertThat(srtp.own()).isEqualTo(before.plan().srtp().orElseThrow().own());
    assertThat(srtp.peer().keyAndSalt()).isEqualTo(bytes(30, 6));
    assertThat(after.sdp()).isEqualTo(before.sdp());
  }

  @Test
  void shouldOfferSecuredMediaAgainInASecuredCall() {
    Outcome.Agreed before = agreed(answer(LOCAL, "m=audio 40000 RTP/SAVP 0", CM80));
    Offered again = Negotiator.offer(LOCAL, Optional.of(before.state()));
    assertThat(starting(again.sdp(), "m=")).containsExactly("m=audio 30000 RTP/SAVP 0 101");
    assertThat(again.sdp()).contains(ownKey(CryptoSuite.AES_CM_128_HMAC_SHA1_80));
  }

  private static final LocalMedia OFFERING = PLAIN.withSrtp(new LocalSrtp(keys(1), true));

  @Test
  void shouldOfferEverySuiteWithAKeyOfItsOwn() {
    Offered offered = Negotiator.offer(OFFERING, Optional.empty());
    assertThat(starting(offered.sdp(), "m=")).containsExactly("m=audio 30000 RTP/SAVP 0 101");
    List<String> lines = starting(offered.sdp(), "a=crypto:");
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst()).startsWith("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
    assertThat(lines.stream().map(l -> l.substring(l.indexOf("inline:"))).distinct()).hasSize(4);
    Outcome.Agreed a =
        agreed(
            Negotiator.acceptAnswer(
                offered.state(),
                offer(
                    "m=audio 40000 RTP/SAVP 0", "a=crypto:3 AEAD_AES_256_GCM inline:" + key(44, 9)),
                POLICY));
    SrtpPlan srtp = a.plan().srtp().orElseThrow();
    assertThat(srtp.suite()).isEqualTo(CryptoSuite.AEAD_AES_256_GCM);
    assertThat(srtp.own().written()).isEqualTo(ownKey(CryptoSuite.AEAD_AES_256_GCM));
    assertThat(srtp.peer().keyAndSalt()).isEqualTo(bytes(44, 9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m=audio 40000 RTP/AVP 0",
        "m=audio 40000 RTP/SAVP 0",
        "m=audio 40000 RTP/SAVP 0\r\na=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:K",
        "m=audio 40000 RTP/AVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K"
      })
  void shouldNotAcceptAnAnswerThatDropsItsSecurity(String answer) {
    Offered offered = Negotiator.offer(OFFERING, Optional.empty());
    assertRefused(
        Negotiator.acceptAnswer(offered.state(), offer(answer.replace("K", K30)), POLICY),
        "no-common-crypto");
  }

  @Test
  void shouldRenewEveryKeyButTheOneInUse() {
    OwnKeys renewed =
        keys(1)
            .renewed(
                bytes(OwnKeys.RANDOM_BYTES, 2), Optional.of(CryptoSuite.AES_CM_128_HMAC_SHA1_80));
    for (CryptoSuite suite : CryptoSuite.values()) {
      boolean same = renewed.of(suite).equals(keys(1).of(suite));
      assertThat(same).isEqualTo(suite == CryptoSuite.AES_CM_128_HMAC_SHA1_80);
    }
    assertThatThrownBy(() -> OwnKeys.of(new byte[3])).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNeverPrintAKey() {
    Outcome.Agreed a = agreed(answer(LOCAL, "m=audio 40000 RTP/SAVP 0", CM80));
    String own = ownKey(CryptoSuite.AES_CM_128_HMAC_SHA1_80);
    assertThat(List.of(a.plan().toString(), a.state().toString(), LOCAL.toString()))
        .noneMatch(text -> text.contains(own) || text.contains(K30));
    assertThat(a.state().local().toString()).doesNotContain(own);
  }
}
