package io.dialtree.server.call;

import java.util.List;

/** The calls that run, for those who watch over them. Thread-safe. */
public interface LiveCalls {
  /** Every call that runs, the oldest first. */
  List<LiveCall> live();

  /**
   * Ends a call, soon.
   *
   * @return false when there is none of that Call-ID
   */
  boolean hangup(String callId);
}
