package io.dialtree.ivr.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** Writes states, events and commands as JSON and reads them back. */
public final class RunJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

  private RunJson() {}

  /** One line of JSON. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A state written by {@link #write}. */
  public static RunState readState(String json) {
    return read(json, RunState.class);
  }

  /** An event written by {@link #write}. */
  public static FlowEvent readEvent(String json) {
    return read(json, FlowEvent.class);
  }

  /** A command written by {@link #write}. */
  public static FlowCommand readCommand(String json) {
    return read(json, FlowCommand.class);
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
