package io.dialtree.ivr.run;

/**
 * Why a call ended.
 *
 * @param who whose doing it was
 * @param slug stable word for records, metrics and logs
 * @param sipCode final answer to the INVITE: 200 for a call that was answered
 */
public record EndReason(Who who, String slug, int sipCode) {
  /** Whose doing it was. */
  public enum Who {
    /** The caller. */
    CALLER,
    /** This server or its flow. */
    US,
    /** A network or service beyond us. */
    UPSTREAM,
    /** Nobody can tell. */
    UNKNOWN
  }

  /** The flow came to its end. */
  public static final String COMPLETED = "completed";

  /** A question failed too often and had nowhere to go. */
  public static final String MAX_RETRIES = "max-retries";

  /** The caller ended an answered call. */
  public static final String CALLER_HANGUP = "caller-hangup";

  /** The caller gave up before the answer. */
  public static final String CALLER_CANCEL = "caller-cancel";

  /** The flow refused the call. */
  public static final String REJECTED = "rejected-by-flow";

  /** Too many nodes in one call. */
  public static final String STEP_LIMIT = "step-limit";

  /** Too many branches to other flows in one call. */
  public static final String BRANCH_LIMIT = "branch-limit";

  /** Too often at one node of a flow that limits that. */
  public static final String ENTRY_LIMIT = "entry-limit";

  /** The call was as long as it may be. */
  public static final String MAX_CALL_LENGTH = "max-call-length";

  /** The flow was busy. */
  public static final String BUSY = "busy";

  /** The flow needs something this server does not have. */
  public static final String NOT_AVAILABLE = "not-available";

  /** A web service the flow needs gave no good answer, and the flow does not say what then. */
  public static final String HTTP_FAILED = "http-failed";

  /** The flow, in the revision the call began with, is not in the book. */
  public static final String FLOW_MISSING = "flow-missing";
}
