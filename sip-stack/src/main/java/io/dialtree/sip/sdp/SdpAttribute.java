package io.dialtree.sip.sdp;

/**
 * An {@code a=} line.
 *
 * @param name in lower case
 * @param value what follows the colon; empty for a flag
 */
public record SdpAttribute(String name, String value) {

  /** A flag. */
  public static SdpAttribute flag(String name) {
    return new SdpAttribute(name, "");
  }

  /** The line for the wire. */
  String line() {
    return value.isEmpty() ? "a=" + name : "a=" + name + ":" + value;
  }

  /** The line for people: without keys (RFC 4568 8). */
  @Override
  public String toString() {
    return name.equals("crypto") ? "a=crypto:…" : line();
  }
}
