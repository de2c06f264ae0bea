package io.dialtree.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The harness itself, against SIPp's own answering side, whose RTP echo repeats what it hears. */
final class HarnessIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void shouldPlayAScenarioAndKeepItsMessages() {
    int port = Ports.free();
    try (SippRun far = SippRun.answering(port, LIMIT);
        RtpPeer peer = RtpPeer.open(G711.ULAW);
        SippRun near = dial(port, peer)) {
      near.shouldSucceed();
      far.shouldSucceed();

      assertThat(near.trace().received("SIP/2.0 200")).hasSize(2);
      assertThat(near.trace().received("SIP/2.0 200").getFirst().header("Call-ID")).hasSize(1);
    }
  }

  private static SippRun dial(int port, RtpPeer peer) {
    Await.pass(Duration.ofMillis(300));
    List<String> options =
        List.of(
            "-m",
            "1",
            "-cid_str",
            UUID.randomUUID().toString(),
            "-key",
            "peer_port",
            String.valueOf(peer.port()));
    InetSocketAddress server = Ports.local(port);
    return SippRun.start("long-call", server, Tools.workFolder("harness"), LIMIT, options);
  }

  @Test
  void shouldHearWhatAnotherPeerSays() {
    try (RtpPeer talking = RtpPeer.open(G711.ALAW);
        RtpPeer listening = RtpPeer.open(G711.ULAW)) {
      talking.sender().say(Sound.sines(8000, 400, Tone.SALES.hz()));
      talking.sender().say(Sound.silence(200));
      talking.sender().say(Sound.sines(8000, 400, Tone.SUPPORT.hz()));
      talking.sender().pressEvents("1");
      talking.talkTo(Ports.local(listening.port()));
      listening.awaitTone(Tone.SUPPORT, 1, LIMIT);

      assertThat(listening.heard().tones()).containsExactly(Tone.SALES, Tone.SUPPORT);
      assertThat(listening.packets())
          .filteredOn(packet -> packet.payloadType() == RtpSender.EVENT_PAYLOAD_TYPE)
          .hasSize(8)
          .satisfies(events -> assertThat(events.getFirst().marker()).isTrue())
          .extracting(RtpPacketSeen::timestampTicks)
          .containsOnly(160_000L);
    }
  }
}
