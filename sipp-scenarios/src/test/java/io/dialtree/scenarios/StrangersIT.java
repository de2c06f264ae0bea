package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.Await;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.StrangerSocket;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.Tone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An address that nobody trusts gets not one packet back. */
@ExtendWith(SharedServer.class)
final class StrangersIT {
  private static final Duration SILENCE = Duration.ofMillis(1_500);

  @Test
  void shouldKeepSilentTowardsAnUntrustedAddress(ServerUnderTest server) {
    try (StrangerSocket stranger = StrangerSocket.open("127.0.0.9", server);
        StrangerSocket trusted = StrangerSocket.open("127.0.0.1", server)) {
      stranger.request("OPTIONS", "1100");
      stranger.request("INVITE", "1100");
      stranger.request("REGISTER", "1100");
      stranger.send("INVITE garbage\r\n\r\n");
      stranger.send("\0\1\2\3");
      trusted.request("OPTIONS", "1100");

      assertThat(trusted.answer(Duration.ofSeconds(3))).contains("SIP/2.0 200 OK");
      assertThat(stranger.answer(SILENCE)).isEmpty();
    }
  }

  @Test
  void shouldNotAnswerAStrangersTcpConnection(ServerUnderTest server) throws IOException {
    InetAddress stranger = InetAddress.ofLiteral("127.0.0.9");
    try (Socket socket =
        new Socket(server.sip().getAddress(), server.sip().getPort(), stranger, 0)) {
      socket.setSoTimeout((int) SILENCE.toMillis());
      socket
          .getOutputStream()
          .write("OPTIONS sip:a SIP/2.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(readOne(socket)).as("bytes to a stranger").isNegative();
    } catch (java.net.SocketException refused) {
      assertThat(refused).hasMessageMatching("(?i).*(refused|reset|broken pipe|closed).*");
    }
  }

  private static int readOne(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (java.net.SocketTimeoutException silence) {
      return -1;
    }
  }

  @Test
  void shouldGoOnWithACallWhileAStrangerSpraysGarbage(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1000");
        StrangerSocket trusted = StrangerSocket.open("127.0.0.1", server)) {
      call.awaitTone(Tone.GREETING);
      for (int i = 0; i < 200; i++) {
        trusted.send("SIP/2.0 \r\nVia: \0\r\n" + "x".repeat(i * 20));
      }
      Await.pass(Duration.ofMillis(200));
      call.press("1");
      call.shouldEndAsWritten();

      assertThat(call.heard().tones()).endsWith(Tone.SALES);
    }
  }

  @Test
  void shouldTakeNoKeyFromAStrangersRtp(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1000");
        StrangerSocket stranger = StrangerSocket.open("127.0.0.9", server);
        StrangerSocket neighbour = StrangerSocket.open("127.0.0.1", server)) {
      call.awaitTone(Tone.GREETING);
      int rtpPort = call.peer().packets().getFirst().sourcePort();
      Await.pass(Duration.ofMillis(500));
      stranger.pressTwoAt(rtpPort);
      neighbour.pressTwoAt(rtpPort);
      Await.pass(Duration.ofMillis(300));
      call.press("1");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.digits()).isEqualTo("1");
      assertThat(stranger.answer(Duration.ofMillis(1))).as("sound to a stranger").isEmpty();
    }
  }
}
