package io.dialtree.sip.sdp;

/**
 * A {@code c=} line.
 *
 * @param addressType IP4 or IP6, in upper case
 * @param address as written, without a TTL
 */
public record SdpConnection(String addressType, String address) {

  /** The line for an address literal. */
  public static SdpConnection of(String address) {
    return new SdpConnection(address.indexOf(':') >= 0 ? "IP6" : "IP4", address);
  }

  @Override
  public String toString() {
    return "IN " + addressType + " " + address;
  }
}
