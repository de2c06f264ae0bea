package io.dialtree.ivr.script;

import io.dialtree.config.model.SourcePosition;
import java.util.List;

/**
 * One test of a flow.
 *
 * @param name a sentence for people
 * @param at where it is written
 * @param call who calls whom
 * @param web what web services answer; the first whose text is in the address counts
 * @param steps in order
 */
public record FlowScript(
    String name, SourcePosition at, Call call, List<WebAnswer> web, List<ScriptStep> steps) {
  /** Copies the lists. */
  public FlowScript {
    web = List.copyOf(web);
    steps = List.copyOf(steps);
  }

  /**
   * A call.
   *
   * @param to dialled number; empty when the flow is named
   * @param flow id of the flow; empty when the number finds it
   * @param from the caller's number
   * @param startedAtMs the clock on the wall when it comes in, milliseconds since 1970
   */
  public record Call(String to, String flow, String from, long startedAtMs) {}

  /**
   * An answer of a web service.
   *
   * @param url a part of the address
   * @param status 0 for no answer
   * @param afterMs time it takes
   */
  public record WebAnswer(String url, int status, String body, long afterMs) {}
}
