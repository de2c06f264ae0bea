package io.dialtree.ivr.run;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a call before its flow begins.
 *
 * @param variables values for placeholders, by name
 * @param captures text captured when the number was looked up; the run keeps those of the choice it
 *     was started with
 * @param caller who calls, as far as it is known
 */
public record CallFacts(
    String callId,
    String from,
    String to,
    String dialled,
    Map<String, String> variables,
    List<String> captures,
    Caller caller) {
  /** A caller of whom only the From is known. */
  public CallFacts(
      String callId,
      String from,
      String to,
      String dialled,
      Map<String, String> variables,
      List<String> captures) {
    this(callId, from, to, dialled, variables, captures, Caller.of(from));
  }

  /** Copies the collections, in an order that is the same in every process. */
  public CallFacts {
    variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    captures = List.copyOf(captures);
  }
}
