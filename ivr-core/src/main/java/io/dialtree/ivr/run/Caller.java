package io.dialtree.ivr.run;

/**
 * Who calls, as far as it is known.
 *
 * @param number usable telephone number of the caller, without separators; empty when neither From
 *     nor P-Asserted-Identity (RFC 3325) has one, or when it must not be used
 * @param anonymous privacy was asked for (RFC 3323)
 * @param onNet the caller belongs to this installation: a registered telephone, not a trunk
 */
public record Caller(String number, boolean anonymous, boolean onNet) {
  /** A caller of whom only the user part of From is known; from outside. */
  public static Caller of(String fromUser) {
    boolean isNumber = fromUser.matches("\\+?[0-9]{1,32}");
    return new Caller(
        isNumber ? fromUser : "",
        fromUser.isEmpty() || fromUser.equalsIgnoreCase("anonymous"),
        false);
  }
}
