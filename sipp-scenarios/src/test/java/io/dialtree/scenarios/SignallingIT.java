package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.CallPlan;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.Heard;
import io.dialtree.scenarios.harness.Impatient;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.SippTrace.Message;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller may do to a call by SIP, and what it gets for it. */
@ExtendWith(SharedServer.class)
final class SignallingIT {

  @Test
  void shouldEndACallThatIsCancelledWhileItRings(@Impatient ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "cancel", "1100")) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.endWho()).isEqualTo("caller");
      assertThat(record.json().path("end_reason").path("sip_code").asInt()).isEqualTo(487);
      assertThat(call.heard().runs()).as("no sound before an answer").isEmpty();
      shouldKeepOneToTag(call);
    }
  }

  @Test
  void shouldStopPlayingOnHoldAndGoOnAfterIt(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "hold-and-resume", "1100")) {
      call.shouldEndAsWritten();

      List<Heard.Run> runs = call.heard().runs();
      assertThat(runs).as(call.heard()::toString).hasSize(2);
      assertThat(runs.get(1).startMs() - runs.get(0).endMs()).isBetween(2_000L, 3_500L);
      shouldCountSdpVersions(call);
    }
  }

  /** RFC 3264 section 8: same session, a version higher by one for each change. */
  private static void shouldCountSdpVersions(TestCall call) {
    List<String[]> origins =
        call.sipp().trace().received("SIP/2.0 200").stream()
            .flatMap(message -> message.text().lines())
            .filter(line -> line.startsWith("o="))
            .map(line -> line.split(" ", -1))
            .toList();
    assertThat(origins).hasSize(3);
    assertThat(origins).extracting(origin -> origin[1]).containsOnly(origins.getFirst()[1]);
    long first = Long.parseLong(origins.getFirst()[2]);
    assertThat(origins)
        .extracting(origin -> Long.parseLong(origin[2]))
        .containsExactly(first, first + 1, first + 2);
  }

  @Test
  void shouldKeepTheCallWhenAReinviteIsRefused(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "refused-reinvite", "1100")) {
      call.shouldEndAsWritten();

      assertThat(call.heard().runs()).as(call.heard()::toString).hasSize(1);
      assertThat(call.heard().runs().getFirst().lengthMs()).isGreaterThan(3_000);
    }
  }

  @Test
  void shouldTakeARepeatedInviteForOneCall(@Impatient ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "retransmitted-invite", "1100")) {
      call.shouldEndAsWritten();

      assertThat(call.sipp().trace().sent("INVITE")).hasSizeGreaterThanOrEqualTo(3);
      shouldKeepOneToTag(call);
      assertThat(call.peer().packets())
          .extracting(packet -> packet.ssrc())
          .containsOnly(call.peer().packets().getFirst().ssrc());
    }
  }

  @Test
  void shouldHangUpWhenTheAckNeverComes(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "lost-ack", "1100")) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.sipp().trace().received("SIP/2.0 200"))
          .as("the 200 is repeated from 500 ms to 4 s apart for 32 s")
          .hasSizeBetween(8, 12);
      assertThat(record.endSlug()).contains("ack");
      assertThat(call.heard().runs()).as("no prompt without an ACK").isEmpty();
    }
  }

  @Test
  void shouldHangUpThroughTheProxyThatRecordedItself(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "loose-route", "1801")) {
      call.shouldEndAsWritten();
    }
  }

  @Test
  void shouldGoOnWithACallAfterAnUnknownMethod(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "unknown-method", "1100")) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.endSlug()).isEqualTo("caller-hangup");
    }
  }

  @ParameterizedTest(name = "{0}, dialling {1}")
  @CsvSource({
    "no-common-codec, 1100",
    "unknown-number, 4040404",
    "refused-by-flow, 1400",
    "unknown-extension, 1100",
    "no-contact, 1100",
    "options, 1100",
    "options-unknown-number, 4040404",
    "unknown-method-outside, 1100",
    "dead-call, 1100",
  })
  void shouldAnswerWithTheRightRefusal(String promise, String number, ServerUnderTest server) {
    try (TestCall udp = TestCall.dial(server, promise, number);
        TestCall tcp = CallPlan.to(server, promise, number).with("-t", "t1").dial()) {
      udp.sipp().shouldSucceed();
      tcp.sipp().shouldSucceed();

      assertThat(udp.peer().packets()).as("no sound without a call").isEmpty();
    }
  }

  /** RFC 3261 section 8.2.6.2: one tag in all answers above 100, those to a CANCEL apart. */
  private static void shouldKeepOneToTag(TestCall call) {
    List<String> tags =
        call.sipp().trace().received("SIP/2.0").stream()
            .filter(message -> !message.firstLine().startsWith("SIP/2.0 100"))
            .filter(SignallingIT::answersInvite)
            .flatMap(message -> message.header("To").stream())
            .map(to -> to.substring(to.indexOf(";tag=") + 1))
            .distinct()
            .toList();
    assertThat(tags).singleElement().asString().startsWith("tag=").hasSizeGreaterThan(8);
  }

  private static boolean answersInvite(Message message) {
    return message.header("CSeq").stream().anyMatch(value -> value.endsWith("INVITE"));
  }

  @Test
  void shouldKeepTheRingingCallUntilItIsAnswered(@Impatient ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1801")) {
      call.shouldEndAsWritten();

      assertThat(call.sipp().trace().received("SIP/2.0 180")).isNotEmpty();
      assertThat(call.heard().tones()).containsExactly(Tone.SALES);
    }
  }

  @Test
  void shouldHangUpOnACallerThatFallsSilent(@Impatient ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1100")) {
      call.peer().sender().mute(true);
      call.awaitTone(Tone.GREETING);
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.endSlug()).isEqualTo("rtp-timeout");
      assertThat(call.heard().runs().getLast().lengthMs()).isBetween(3_000L, 7_000L);
    }
  }

  @Test
  void shouldEndACallThatIsTooLong(@Impatient ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1100")) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.endSlug()).contains("max-call");
      assertThat(record.endWho()).isEqualTo("us");
      assertThat(call.heard().runs().getLast().lengthMs()).isBetween(8_000L, 13_000L);
    }
  }
}
