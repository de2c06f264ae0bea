package io.dialtree.server.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lines on standard output: one per call start and end, for people or as JSON. Thread-safe. */
public final class CallLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final PrintStream out;
  private final boolean json;

  /** Writes to {@code out}. */
  public CallLines(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void started(CallStory story, Instant now) {
    if (json) {
      Map<String, Object> line = line("call-started", now);
      line.put("call_id", story.callId());
      line.put("from", story.from());
      line.put("to", story.to());
      line.put("flow", story.flow());
      print(line);
    } else {
      out.println(clock(now) + " call started  " + parties(story.from(), story.to(), story.flow()));
    }
  }

  void ended(CallRecord record, Instant now) {
    if (json) {
      Map<String, Object> line = line("call-ended", now);
      line.put("call_id", record.callId());
      line.put("from", record.from());
      line.put("to", record.to());
      line.put("flow", record.flow());
      line.put("duration_ms", record.durationMs());
      line.put("who", record.endReason().who());
      line.put("reason", record.endReason().slug());
      line.put("sip_code", record.endReason().sipCode());
      print(line);
    } else {
      out.printf(
          "%s call ended    %s after %.1f s: %s (%s, %d)%n",
          clock(now),
          parties(record.from(), record.to(), record.flow()),
          record.durationMs() / 1000.0,
          record.endReason().slug(),
          record.endReason().who(),
          record.endReason().sipCode());
    }
  }

  private static Map<String, Object> line(String event, Instant now) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", now.truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("event", event);
    return line;
  }

  private void print(Map<String, Object> line) {
    try {
      out.println(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts and numbers is always JSON", e);
    }
  }

  private static String clock(Instant now) {
    return now.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Names come from the network: anything a terminal might obey is shown as a question mark. */
  private static String parties(String from, String to, String flow) {
    return printable(from.isEmpty() ? "anonymous" : from)
        + " -> "
        + printable(to)
        + (flow.isEmpty() ? "" : " [" + flow + "]");
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
