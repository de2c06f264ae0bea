package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.CallPlan;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.G711;
import io.dialtree.scenarios.harness.RtpPacketSeen;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.Tone;
import io.dialtree.scenarios.harness.ToneMeter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A caller dials, hears sound in an orderly stream, and somebody hangs up. */
@ExtendWith(SharedServer.class)
final class FirstCallIT {

  @Test
  void shouldPlayUntilTheCallerHangsUp(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "basic-call", "1100")) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.heard().tones()).containsExactly(Tone.GREETING);
      assertThat(call.heard().runs().getFirst().lengthMs()).isGreaterThan(5_000);
      assertThat(record.endSlug()).isEqualTo("caller-hangup");
      assertThat(record.endWho()).isEqualTo("caller");
    }
  }

  @Test
  void shouldSendOneUnbrokenStreamOfPackets(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "basic-call", "1100")) {
      call.shouldEndAsWritten();

      List<RtpPacketSeen> packets = call.peer().packets();
      assertThat(packets).hasSizeGreaterThan(300);
      assertThat(packets).extracting(RtpPacketSeen::ssrc).containsOnly(packets.getFirst().ssrc());
      assertThat(packets).extracting(packet -> packet.payload().remaining()).containsOnly(160);
      assertThat(packets.getFirst().marker()).as("a talk spurt begins with the marker").isTrue();
      shouldCountUp(packets);
    }
  }

  /**
   * RFC 3550 section 5.1: the sequence counts packets, the timestamp samples. A server that the
   * machine held up for long leaves frames out, and the timestamp shows how many.
   */
  private static void shouldCountUp(List<RtpPacketSeen> packets) {
    int leaps = 0;
    for (int i = 1; i < packets.size(); i++) {
      RtpPacketSeen before = packets.get(i - 1);
      RtpPacketSeen after = packets.get(i);
      long ticks = (after.timestampTicks() - before.timestampTicks()) & 0xFFFF_FFFFL;
      int samples = before.payload().remaining();
      assertThat((after.sequence() - before.sequence()) & 0xFFFF).as("sequence %d", i).isEqualTo(1);
      assertThat(ticks).as("timestamp %d", i).isPositive().isLessThan(8_000);
      assertThat(ticks % samples).as("timestamp %d in whole packets", i).isZero();
      leaps += ticks == samples ? 0 : 1;
    }
    assertThat(leaps).as("times the server was held up").isLessThan(5 + packets.size() / 10);
  }

  @Test
  void shouldSendFromThePortOfItsAnswerAndReportByRtcp(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "basic-call", "1100")) {
      call.shouldEndAsWritten();

      String answer = call.sipp().trace().received("SIP/2.0 200").getFirst().text();
      int port = call.peer().packets().getFirst().sourcePort();
      assertThat(answer).contains("m=audio " + port + " ");
      assertThat(port % 2).as("an even port").isZero();
      assertThat(call.peer().rtcpReports()).as("RTCP reports in 7 s").isBetween(1, 4);
      assertThat(call.peer().rtcpGoodbyes()).as("RTCP BYE").isEqualTo(1);
    }
  }

  @Test
  void shouldSpeakALawToAPhoneThatSpeaksNothingElse(ServerUnderTest server) {
    CallPlan plan = CallPlan.to(server, "a-law-only", "1000").speaking(G711.ALAW);
    try (TestCall call = plan.dial()) {
      call.awaitTone(Tone.GREETING);
      call.peer().sender().pressTones("2");
      call.shouldEndAsWritten();

      assertThat(call.heard().tones()).endsWith(Tone.SUPPORT);
      assertThat(call.peer().packets()).extracting(RtpPacketSeen::payloadType).containsOnly(8);
    }
  }

  @Test
  void shouldSendThePacketLengthThePhoneAsksFor(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "forty-ms-packets", "1801")) {
      call.shouldEndAsWritten();

      List<RtpPacketSeen> packets = call.peer().packets();
      assertThat(call.heard().tones()).containsExactly(Tone.SALES);
      assertThat(packets).extracting(packet -> packet.payload().remaining()).containsOnly(320);
      shouldCountUp(packets);
    }
  }

  @Test
  void shouldAnswerOverTcp(ServerUnderTest server) {
    try (TestCall call = CallPlan.to(server, "basic-call", "1100").with("-t", "t1").dial()) {
      call.shouldEndAsWritten();

      assertThat(call.heard().tones()).containsExactly(Tone.GREETING);
      String contact =
          call.sipp().trace().received("SIP/2.0 200").getFirst().header("Contact").getFirst();
      assertThat(contact).containsIgnoringCase("transport=tcp");
    }
  }

  @Test
  void shouldSpeakTextWithoutAnyAudioFile(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1500")) {
      call.awaitTone(Tone.GOODBYE);
      call.shouldEndAsWritten();

      long talking =
          call.peer().packets().stream()
              .map(RtpPacketSeen::pcm)
              .filter(pcm -> !ToneMeter.isQuiet(pcm) && ToneMeter.dominant(pcm).isEmpty())
              .count();
      assertThat(talking).as("packets of speech before the tone").isGreaterThan(40);
    }
  }

  @Test
  void shouldOfferSdpToACallerThatOffersNone(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "late-offer", "1100")) {
      call.shouldEndAsWritten();

      assertThat(call.heard().tones()).containsExactly(Tone.GREETING);
    }
  }
}
