package io.dialtree.server.api.access;

/**
 * What a client says to be let in.
 *
 * @param name of the principal, empty when the secret alone says it
 * @param secret a token or a password; never logged
 */
public record Presented(String name, String secret) {
  /** A token, which says all. */
  public static Presented token(String secret) {
    return new Presented("", secret);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Presented[" + name + "]";
  }
}
