package io.dialtree.server.call;

/** Text from the network, made harmless for a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * Control characters of both sets, invisible format characters (among them those that turn the
   * direction of writing) and exotic line ends become question marks.
   */
  public static String of(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
