package io.dialtree.ivr.run;

import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;

/** Runs flows. Pure: the same state, event and time always give the same step. */
@SuppressWarnings("DoNotCallSuggester")
public final class FlowRun {
  private final FlowBook book;

  /** Runs the flows of this book; a call stays with the book it began with. */
  public FlowRun(FlowBook book) {
    this.book = book;
  }

  /**
   * Begins a call.
   *
   * @param nowMs any clock that only goes forward; later steps must use the same one
   */
  public Step start(FlowChoice choice, CallFacts facts, long nowMs) {
    throw new UnsupportedOperationException(
        "not run yet: " + book.flows() + choice + facts + nowMs);
  }

  /** What this event leads to. Events after the end change nothing. */
  public Step step(RunState state, FlowEvent event, long nowMs) {
    throw new UnsupportedOperationException("not run yet: " + book.flows() + state + event + nowMs);
  }
}
