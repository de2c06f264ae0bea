package io.dialtree.server.api.access;

/**
 * Somebody who was let in.
 *
 * @param name in the audit trail and in revisions
 * @param account the one it is bound to, empty for all of them. Documents a bound principal makes
 *     belong to its account, those of an unbound one to the account its request names
 */
public record Principal(String name, Role role, String account) {
  /** Anybody, on open routes. */
  public static final Principal NOBODY = new Principal("", Role.READ, "");

  /** Whether it may do what that role may. */
  public boolean may(Role wanted) {
    return role.compareTo(wanted) >= 0;
  }

  /** Whether it may touch that account. */
  public boolean maySee(String wanted) {
    return account.isEmpty() || account.equals(wanted);
  }
}
