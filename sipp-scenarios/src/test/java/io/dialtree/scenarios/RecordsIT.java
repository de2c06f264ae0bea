package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.scenarios.harness.Await;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.Tone;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left of a call when it is over: its record, two lines of output, its counts. */
@ExtendWith(SharedServer.class)
final class RecordsIT {

  @Test
  void shouldRecordWhoCalledWhatWasHeardAndHowItEnded(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1000")) {
      call.awaitTone(Tone.GREETING);
      call.press("1");
      CallRecord record = call.shouldEndAsWritten();

      JsonNode json = record.json();
      assertThat(json.path("from").asText()).contains("caller");
      assertThat(json.path("to").asText()).contains("1000");
      assertThat(json.path("flow").asText()).isEqualTo("reception");
      assertThat(json.path("revision").asText()).isNotBlank();
      assertThat(record.path()).as("the nodes of the call").contains(",");
      assertThat(record.endWho()).isEqualTo("us");
      assertThat(record.endSlug()).isEqualTo("completed");
      shouldBeInOrder(json);
    }
  }

  private static void shouldBeInOrder(JsonNode json) {
    Instant start = Instant.parse(json.path("start").asText());
    Instant answer = Instant.parse(json.path("answer").asText());
    Instant end = Instant.parse(json.path("end").asText());
    assertThat(answer).isBetween(start, end);
    long pressedMs = json.path("digits").path(0).path("at_ms").asLong(-1);
    assertThat(pressedMs).isBetween(1L, end.toEpochMilli() - start.toEpochMilli());
  }

  @Test
  void shouldCountThePacketsOfBothDirections(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "basic-call", "1100")) {
      CallRecord record = call.shouldEndAsWritten();

      int heard = call.peer().packets().size();
      assertThat(record.rtp("out")).isBetween((long) heard, heard + 3L);
      assertThat(record.rtp("in")).isBetween(300L, 400L);
      assertThat(record.rtp("lost")).isZero();
      assertThat(record.rtp("late")).isZero();
    }
  }

  @Test
  void shouldRecordARefusedCallWithItsSipCode(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "no-common-codec", "1100")) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.json().path("end_reason").path("sip_code").asInt()).isEqualTo(488);
      assertThat(record.endWho()).isEqualTo("caller");
      assertThat(record.json().path("answer").asText(""))
          .as("there was no answer")
          .isIn("", "null");
    }
  }

  @Test
  void shouldPrintOneLineOfJsonForTheStartAndOneForTheEnd(ServerUnderTest server)
      throws IOException {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1801")) {
      call.shouldEndAsWritten();

      Await.until(
          () -> linesOf(server, call).size() == 2,
          TestCall.SOON,
          () -> "the lines of the call: " + linesOf(server, call));
      List<String> lines = linesOf(server, call);
      ObjectMapper json = new ObjectMapper();
      for (String line : lines) {
        assertThat(json.readTree(line).isObject()).as(line).isTrue();
      }
      assertThat(lines.get(1)).contains("completed");
    }
  }

  private static List<String> linesOf(ServerUnderTest server, TestCall call) {
    return server.stdout().stream().filter(line -> line.contains(call.callId())).toList();
  }
}
