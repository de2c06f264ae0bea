package io.dialtree.server.library;

/**
 * Who changes something.
 *
 * @param principal name of the one who was authenticated
 * @param why in their words, empty when nothing was said
 */
public record Author(String principal, String why) {
  /** Somebody who gives no reason. */
  public static Author of(String principal) {
    return new Author(principal, "");
  }
}
