package io.dialtree.media.dtmf;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * One UDP datagram of a capture.
 *
 * @param atNs when it was captured, nanoseconds since 1970
 * @param payload its bytes from position 0 to the limit; valid while the reader's callback runs
 */
public record UdpPacket(
    long atNs, InetSocketAddress source, InetSocketAddress destination, ByteBuffer payload) {}
