package io.dialtree.config.dialect.dtmfrequest;

/**
 * How a call ended, as the client is told.
 *
 * @param disconnectCode {@code BYE} or a SIP status; empty when there was neither
 * @param disconnectReason words of that status, at most 64 characters; may be empty
 */
public record DtmfResult(Code code, String disconnectCode, String disconnectReason) {
  private static final int REASON_MAX = 64;

  /** Cuts the reason to its length. */
  public DtmfResult {
    disconnectReason =
        disconnectReason.length() > REASON_MAX
            ? disconnectReason.substring(0, REASON_MAX)
            : disconnectReason;
  }

  /** The kinds of ends. */
  public enum Code {
    /** Nobody answered in time. */
    CANCELLED(9, "Cancelled"),
    /** The call was answered. */
    FINISHED(10, "Finished successfully"),
    /** The call could not be made. */
    FAILED(11, "Failed"),
    /** The callee, or its operator, did not want the call. */
    REJECTED(12, "Call rejected");

    private final int number;
    private final String description;

    Code(int number, String description) {
      this.number = number;
      this.description = description;
    }

    /** The number clients are told. */
    public int number() {
      return number;
    }

    /** The words clients are told. */
    public String description() {
      return description;
    }
  }
}
