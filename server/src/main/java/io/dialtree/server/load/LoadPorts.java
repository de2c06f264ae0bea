package io.dialtree.server.load;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The callers' sockets: even ports upwards, passing over those that somebody else holds. Every
 * socket stays open to the end, so that no late packet meets a closed port. Confined to the thread
 * that starts the calls.
 */
final class LoadPorts implements AutoCloseable {
  private static final int PORT_MAX = 65_534;
  private final InetAddress local;
  private final ProtocolFamily family;
  private final List<DatagramChannel> open = new ArrayList<>();
  private int nextPort;

  LoadPorts(InetAddress local, int firstPort) {
    this.local = local;
    // A socket of both families takes the longer way through the kernel for every packet.
    this.family =
        local instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    this.nextPort = (firstPort + 1) & ~1;
  }

  /** A bound, non-blocking channel. */
  record Bound(DatagramChannel channel, int port) {}

  /**
   * The next free one.
   *
   * @throws IOException when there is none any more
   */
  Bound next() throws IOException {
    while (nextPort <= PORT_MAX) {
      int port = nextPort;
      nextPort += 2;
      DatagramChannel channel = DatagramChannel.open(family);
      open.add(channel);
      try {
        channel.bind(new InetSocketAddress(local, port));
        channel.configureBlocking(false);
        return new Bound(channel, port);
      } catch (BindException occupied) {
        channel.close();
      }
    }
    throw new IOException("no free RTP port up to " + PORT_MAX + "; start lower with --rtp-port");
  }

  @Override
  public void close() throws IOException {
    for (DatagramChannel channel : open) {
      channel.close();
    }
  }
}
