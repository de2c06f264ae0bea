package io.dialtree.server.dial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.server.call.Printable;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what happened, with the time since the INVITE: a sentence or a JSON object a line.
 * Thread-safe.
 */
public final class DialReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final PrintStream out;
  private final boolean json;
  private final long startNs = System.nanoTime();

  /** Starts its clock. */
  public DialReport(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Milliseconds since the start. */
  long nowMs() {
    return (System.nanoTime() - startNs) / 1_000_000;
  }

  /** One event; {@code details} are the JSON fields, {@code sentence} is for people. */
  void tell(String event, String sentence, Map<String, ?> details) {
    if (!json) {
      out.printf(Locale.ROOT, "%+9.3f s  %s%n", nowMs() / 1000.0, Printable.of(sentence));
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at_ms", nowMs());
    line.put("event", event);
    line.putAll(details);
    try {
      out.println(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts and numbers is always JSON", e);
    }
  }
}
