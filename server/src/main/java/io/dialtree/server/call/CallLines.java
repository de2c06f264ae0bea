package io.dialtree.server.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The lines on standard output: one per call start and end, for people or as JSON. Thread-safe;
 * never blocks.
 */
public final class CallLines implements AutoCloseable {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private final LineWriter out;
  private final boolean json;

  /** Writes to {@code out}; nothing before {@link #open}. */
  public CallLines(PrintStream out, boolean json) {
    this.out = new LineWriter(out);
    this.json = json;
  }

  /** Writes this line, then those about calls, also of calls that came before. */
  public void open(String readyLine) {
    out.open(readyLine);
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
      out.print(clock(now) + " call started  " + parties(story.from(), story.to(), story.flow()));
    }
  }

  void ended(CallRecord record, Instant now) {
    CallRecord.End why = record.endReason();
    if (json) {
      Map<String, Object> line = line("call-ended", now);
      line.put("call_id", record.callId());
      line.put("from", record.from());
      line.put("to", record.to());
      line.put("flow", record.flow());
      line.put("duration_ms", record.durationMs());
      line.put("who", why.who());
      line.put("reason", why.slug());
      line.put("sip_code", why.sipCode());
      print(line);
    } else {
      out.print(
          String.format(
              Locale.ROOT,
              "%s call ended    %s after %.1f s: %s (%s, %d)",
              clock(now),
              parties(record.from(), record.to(), record.flow()),
              record.durationMs() / 1000.0,
              why.slug(),
              why.who(),
              why.sipCode()));
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
      out.print(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts and numbers is always JSON", e);
    }
  }

  private static String clock(Instant now) {
    return now.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static String parties(String from, String to, String flow) {
    return Printable.of(from.isEmpty() ? "anonymous" : from)
        + " -> "
        + Printable.of(to)
        + (flow.isEmpty() ? "" : " [" + flow + "]");
  }

  /** Waits a moment for what is not written yet. */
  @Override
  public void close() {
    out.close();
  }
}
