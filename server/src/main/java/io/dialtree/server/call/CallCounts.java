package io.dialtree.server.call;

/** Counts calls for the metrics. Called from any thread; must not block. */
public interface CallCounts {
  /** A call came in. */
  void started();

  /** It ended for this reason. */
  void ended(String slug);
}
