package io.dialtree.media.dtmf;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Finds the UDP datagram in a captured frame of the common link types. Frames cut short throw
 * IndexOutOfBounds.
 */
final class FrameParser {
  private static final int LINK_NULL = 0;
  private static final int LINK_ETHERNET = 1;
  private static final int LINK_RAW = 101;
  private static final int LINK_LOOP = 108;
  private static final int LINK_SLL = 113;
  private static final int LINK_IPV4 = 228;
  private static final int LINK_IPV6 = 229;
  private static final int LINK_SLL2 = 276;

  private static final int TYPE_IPV4 = 0x0800;
  private static final int TYPE_IPV6 = 0x86DD;
  private static final int TYPE_VLAN = 0x8100;
  private static final int TYPE_PROVIDER_VLAN = 0x88A8;
  private static final int PROTOCOL_UDP = 17;
  private static final int IPV6_HEADER_BYTES = 40;
  private static final int UDP_HEADER_BYTES = 8;

  private FrameParser() {}

  static Optional<UdpPacket> udp(int linkType, long atNs, ByteBuffer frame) {
    return switch (linkType) {
      case LINK_ETHERNET -> ethernet(atNs, frame);
      case LINK_SLL -> byType(frame.getShort(14) & 0xFFFF, 16, atNs, frame);
      case LINK_SLL2 -> byType(frame.getShort(0) & 0xFFFF, 20, atNs, frame);
      case LINK_NULL, LINK_LOOP -> ip(4, atNs, frame);
      case LINK_RAW, 12, 14, LINK_IPV4, LINK_IPV6 -> ip(0, atNs, frame);
      default -> Optional.empty();
    };
  }

  private static Optional<UdpPacket> ethernet(long atNs, ByteBuffer frame) {
    int at = 12;
    int type = frame.getShort(at) & 0xFFFF;
    while (type == TYPE_VLAN || type == TYPE_PROVIDER_VLAN) {
      at += 4;
      type = frame.getShort(at) & 0xFFFF;
    }
    return byType(type, at + 2, atNs, frame);
  }

  private static Optional<UdpPacket> byType(int type, int at, long atNs, ByteBuffer frame) {
    return type == TYPE_IPV4 || type == TYPE_IPV6 ? ip(at, atNs, frame) : Optional.empty();
  }

  private static Optional<UdpPacket> ip(int at, long atNs, ByteBuffer frame) {
    return switch ((frame.get(at) >> 4) & 0x0F) {
      case 4 -> ipv4(at, atNs, frame);
      case 6 -> ipv6(at, atNs, frame);
      default -> Optional.empty();
    };
  }

  private static Optional<UdpPacket> ipv4(int at, long atNs, ByteBuffer frame) {
    // More fragments, or not the first one: no whole datagram.
    boolean fragment = (frame.getShort(at + 6) & 0x3FFF) != 0;
    if (fragment || frame.get(at + 9) != PROTOCOL_UDP) {
      return Optional.empty();
    }
    int headerBytes = 4 * (frame.get(at) & 0x0F);
    return datagram(at + headerBytes, at + 12, 4, atNs, frame);
  }

  private static Optional<UdpPacket> ipv6(int at, long atNs, ByteBuffer frame) {
    int next = frame.get(at + 6) & 0xFF;
    int position = at + IPV6_HEADER_BYTES;
    // Hop-by-hop, routing and destination options say their own length.
    while (next == 0 || next == 43 || next == 60) {
      next = frame.get(position) & 0xFF;
      position += 8 * ((frame.get(position + 1) & 0xFF) + 1);
    }
    return next == PROTOCOL_UDP ? datagram(position, at + 8, 16, atNs, frame) : Optional.empty();
  }

  private static Optional<UdpPacket> datagram(
      int at, int addresses, int addressBytes, long atNs, ByteBuffer frame) {
    int length = Math.min(frame.getShort(at + 4) & 0xFFFF, frame.limit() - at) - UDP_HEADER_BYTES;
    if (length < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new UdpPacket(
            atNs,
            address(frame, addresses, addressBytes, frame.getShort(at) & 0xFFFF),
            address(frame, addresses + addressBytes, addressBytes, frame.getShort(at + 2) & 0xFFFF),
            frame.slice(at + UDP_HEADER_BYTES, length)));
  }

  private static InetSocketAddress address(ByteBuffer frame, int at, int bytes, int port) {
    byte[] address = new byte[bytes];
    frame.get(at, address);
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes + " bytes", e);
    }
  }
}
