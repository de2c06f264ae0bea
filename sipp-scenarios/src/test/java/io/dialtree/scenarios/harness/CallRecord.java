package io.dialtree.scenarios.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One line of the server's call records. Immutable; any thread. */
public record CallRecord(JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns every record of a folder of JSON lines. */
  public static List<CallRecord> all(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<CallRecord> records = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
        Files.readString(file).lines().flatMap(CallRecord::parse).forEach(records::add);
      }
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<CallRecord> of(Path folder, String callIdStart) {
    return all(folder).stream().filter(record -> record.callId().startsWith(callIdStart)).toList();
  }

  static Optional<CallRecord> find(Path folder, String callId) {
    return all(folder).stream().filter(record -> record.callId().equals(callId)).findFirst();
  }

  /** A line that is being written just now is no record yet. */
  private static Stream<CallRecord> parse(String line) {
    try {
      return line.endsWith("}") ? Stream.of(new CallRecord(JSON.readTree(line))) : Stream.empty();
    } catch (JsonProcessingException e) {
      return Stream.empty();
    }
  }

  /** Returns the Call-ID of the INVITE. */
  public String callId() {
    return json.path("call_id").asText();
  }

  /** Returns the short name of what ended the call. */
  public String endSlug() {
    return json.path("end_reason").path("slug").asText();
  }

  /** Returns who ended the call: caller, us, upstream or unknown, in lower case. */
  public String endWho() {
    return json.path("end_reason").path("who").asText().toLowerCase(java.util.Locale.ROOT);
  }

  /** Returns the keys that were heard, in order. */
  public String digits() {
    return joined("digits", "digit", "");
  }

  /** Returns by which means each key was heard: event, tone or info, separated by commas. */
  public String digitSources() {
    return joined("digits", "source", ",").toLowerCase(java.util.Locale.ROOT);
  }

  /** Returns the nodes the call went through, separated by commas. */
  public String path() {
    return joined("path", "node", ",");
  }

  /** Returns one of the RTP counts: in, out, lost or late. */
  public long rtp(String count) {
    return json.path("rtp").path(count).asLong(-1);
  }

  private String joined(String list, String field, String separator) {
    List<String> values = new ArrayList<>();
    json.path(list).forEach(item -> values.add(item.path(field).asText()));
    return String.join(separator, values);
  }
}
