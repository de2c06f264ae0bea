package io.dialtree.ivr.script;

import io.dialtree.config.model.SourcePosition;

/** One line of a test. */
public sealed interface ScriptStep {
  /** Where it is written. */
  SourcePosition at();

  /**
   * The caller hears this next: a part of a text, or the name of a prompt. It has begun when the
   * step is done.
   */
  record Hears(SourcePosition at, String text) implements ScriptStep {}

  /** The caller presses keys, one after the other. */
  record Presses(SourcePosition at, String keys) implements ScriptStep {}

  /** The caller does nothing for some milliseconds. */
  record Waits(SourcePosition at, long ms) implements ScriptStep {}

  /** The caller listens until nothing more is said. */
  record Listens(SourcePosition at) implements ScriptStep {}

  /** The flow comes to this node next. */
  record Reaches(SourcePosition at, String node) implements ScriptStep {}

  /** The flow asks a web service next; the text is a part of its address. */
  record Asks(SourcePosition at, String url) implements ScriptStep {}

  /** The caller hangs up. */
  record HangsUp(SourcePosition at) implements ScriptStep {}

  /** The call ends for this reason. */
  record Ends(SourcePosition at, String reason) implements ScriptStep {}
}
