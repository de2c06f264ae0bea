package io.dialtree.server.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.CallHandler;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.IncomingCall;
import io.dialtree.sip.endpoint.Reinvite;
import io.dialtree.sip.endpoint.SipEndpoint;
import io.dialtree.sip.endpoint.SipEndpointSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DiallerTest {
  private static final String NO_CODEC_OF_THE_OFFER = sdp(34);

  private static String sdp(int payloadType) {
    return "v=0\r\no=- 7 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        + "m=audio 41000 RTP/AVP "
        + payloadType
        + "\r\n";
  }

  /** Plays to a caller who is not answered yet, and then answers with nothing he can use. */
  private static final class Callee implements CallHandler, CallListener {
    private final CompletableFuture<CallEnd> ended = new CompletableFuture<>();

    @Override
    public void onInvite(IncomingCall call) {
      call.listen(this);
      call.progress(sdp(0));
      call.answer(NO_CODEC_OF_THE_OFFER);
    }

    @Override
    public int optionsStatus(String requestUser, InetAddress source) {
      return 200;
    }

    @Override
    public void onReinvite(Reinvite reinvite) {
      reinvite.refuse(488);
    }

    @Override
    public void onEnded(CallEnd end) {
      ended.complete(end);
    }
  }

  @Test
  void anAnswerThatIsNoUseEndsACallThatHadAudioBeforeIt() throws Exception {
    Callee callee = new Callee();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    SipEndpointSettings settings =
        SipEndpointSettings.defaults()
            .withBind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    try (SipEndpoint endpoint = SipEndpoint.start(settings, callee)) {
      String target = "sip:test@127.0.0.1:" + endpoint.local().getPort();
      Dialler dialler =
          new Dialler(
              plan(target),
              new DialReport(new PrintStream(said, true, StandardCharsets.UTF_8), false));
      assertThat(dialler.run(endpoint.local())).isFalse();
      CallEnd end = callee.ended.get(5, TimeUnit.SECONDS);
      assertThat(end.kind()).isEqualTo(CallEnd.Kind.BYE);
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("progress 183", "the answer is no use: no-common-codec")
        .doesNotContain("cancelling"); // it waited for nothing
  }

  private static DialPlan plan(String target) {
    return new DialPlan(
        target,
        "caller",
        KeyPlan.parse(""),
        DialPlan.KeyMode.RFC4733,
        100,
        100,
        10_000,
        10_000,
        false,
        Optional.empty());
  }
}
