package io.dialtree.sip.guard;

import java.net.InetSocketAddress;

/** One admitted message on its way from the receiver to a worker. */
final class Datagram {
  /** The message, owned by this object. */
  final byte[] bytes;

  final InetSocketAddress source;

  /** {@link System#nanoTime} at its arrival. */
  final long arrivalNs;

  Datagram(byte[] bytes, InetSocketAddress source, long arrivalNs) {
    this.bytes = bytes;
    this.source = source;
    this.arrivalNs = arrivalNs;
  }
}
