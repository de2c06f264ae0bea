package io.dialtree.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.engine.SessionStats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallStoryTest {
  private static final long MS = 1_000_000L;
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final SessionStats RTP = new SessionStats(10, 11, 1, 2, 0, 0, 3);
  private static final EndReason BYE =
      new EndReason(EndReason.Who.CALLER, EndReason.CALLER_HANGUP, 200);

  private final CallStory story = new CallStory("id-1", "100", "2000", "192.0.2.0/24", START, 0);

  private CallRecord ended() {
    story.over(START.plusMillis(1500), 1500 * MS);
    return story.ended(BYE, RTP);
  }

  @Test
  void shouldTellThePathAndTheKeysWithTheirTimes() {
    story.entered(new FlowCommand.Enter("main", "menu", false, 0), 20 * MS);
    story.heard('5', DigitSource.EVENT, 700 * MS);
    CallRecord record = ended();
    assertThat(record.path()).containsExactly(new CallRecord.Visit("main", "menu", 20));
    assertThat(record.digits()).containsExactly(new CallRecord.Key("5", "event", 700));
    assertThat(record.durationMs()).isEqualTo(1500);
  }

  @Test
  void shouldHideKeysOfAMaskedNodeAndOnlyThose() {
    story.entered(new FlowCommand.Enter("main", "pin", true, 0), 0);
    story.heard('1', DigitSource.TONE, 1 * MS);
    story.entered(new FlowCommand.Enter("main", "menu", false, 0), 2 * MS);
    story.heard('2', DigitSource.INFO, 3 * MS);
    assertThat(ended().digits())
        .containsExactly(new CallRecord.Key("x", "tone", 1), new CallRecord.Key("2", "info", 3));
  }

  @Test
  void shouldHideAKeyThatWasTypedAheadOfAMaskedNode() {
    story.entered(new FlowCommand.Enter("main", "welcome", false, 0), 0);
    story.heard('7', DigitSource.EVENT, 1 * MS);
    story.heard('1', DigitSource.EVENT, 2 * MS);
    story.entered(new FlowCommand.Enter("main", "pin", true, 1), 3 * MS);
    assertThat(ended().digits())
        .containsExactly(new CallRecord.Key("7", "event", 1), new CallRecord.Key("x", "event", 2));
  }

  @Test
  void shouldWriteOneJsonObjectALineUnderTheDayTheCallEnded(@TempDir Path data) throws IOException {
    CdrWriter writer = new CdrWriter(data, _ -> {});
    writer.write(ended());
    writer.write(ended());
    List<String> lines = Files.readAllLines(data.resolve("cdr/2026-11-20.jsonl"));
    assertThat(lines).hasSize(2);
    JsonNode json = new ObjectMapper().readTree(lines.getFirst());
    assertThat(json.path("call_id").asText()).isEqualTo("id-1");
    assertThat(json.path("end_reason").path("slug").asText()).isEqualTo("caller-hangup");
    assertThat(json.path("end_reason").path("sip_code").asInt()).isEqualTo(200);
    assertThat(json.path("rtp").path("lost").asInt()).isEqualTo(1);
    assertThat(json.path("answer").asText()).isEmpty();
  }

  @Test
  void shouldNotLetACallerForgeALineOnTheTerminal() {
    String written = line(false, "evil\n\u001b[31m\u009b31m\u202efake");
    assertThat(written).contains("evil??[31m?31m?fake -> 2000");
  }

  @Test
  void shouldWriteJsonThatNoTerminalObeys() {
    assertThat(line(true, "\u009b31m")).contains("\\u009B31m");
  }

  private static String line(boolean json, String from) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CallLines lines =
        new CallLines(new PrintStream(bytes, true, StandardCharsets.UTF_8), json)) {
      lines.started(new CallStory("id", from, "2000", "t", START, 0), START);
      lines.open("ready");
    }
    List<String> written = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(written).hasSize(2).first().isEqualTo("ready");
    return written.getLast();
  }
}
