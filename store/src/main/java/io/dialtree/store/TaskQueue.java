package io.dialtree.store;

/** Kinds of work. */
public enum TaskQueue {
  /** A short message that a flow sends. */
  SMS,
  /** An HTTP request that tells somebody how a call went. */
  CALLBACK,
  /** A call that is to be made, as one Request DTMF instruction asks for it. */
  CALL_JOB
}
