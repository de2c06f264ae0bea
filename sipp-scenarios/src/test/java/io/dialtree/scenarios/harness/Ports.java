package io.dialtree.scenarios.harness;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Free ports below and above the range the kernel lends on its own. Any thread. */
public final class Ports {
  private static final int SERVICE_FIRST = 28_000;
  private static final int SERVICE_COUNT = 2_000;
  private static final int MEDIA_FIRST = 62_000;
  private static final int MEDIA_PAIRS = 1_500;

  /** So many busy ports in a row mean that the machine has a problem, not bad luck. */
  private static final int TRIES_MAX = 200;

  /** No port is lent twice by one JVM, so a port stays free until its borrower opens it. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(SERVICE_COUNT));

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private Ports() {}

  /** Returns a port of 127.0.0.1. */
  public static InetSocketAddress local(int port) {
    return new InetSocketAddress(LOOPBACK, port);
  }

  /** Returns a port that is free for UDP and TCP on 127.0.0.1. */
  public static int free() {
    for (int i = 0; i < TRIES_MAX; i++) {
      int port = SERVICE_FIRST + NEXT.getAndIncrement() % SERVICE_COUNT;
      try (DatagramSocket udp = new DatagramSocket(local(port));
          ServerSocket tcp = new ServerSocket(port, 1, LOOPBACK)) {
        return Math.min(udp.getLocalPort(), tcp.getLocalPort());
      } catch (IOException busy) {
        // Another test has it; try the next.
      }
    }
    throw new IllegalStateException("no free port from " + SERVICE_FIRST + " on");
  }

  static <T> T evenPair(BiFunction<DatagramSocket, DatagramSocket, T> use) {
    for (int i = 0; i < TRIES_MAX; i++) {
      int port = MEDIA_FIRST + 2 * ThreadLocalRandom.current().nextInt(MEDIA_PAIRS);
      try {
        DatagramSocket rtp = new DatagramSocket(local(port));
        return use.apply(rtp, openOrClose(rtp, port + 1));
      } catch (IOException busy) {
        // Another call has it; try the next.
      }
    }
    throw new IllegalStateException("no free pair of ports from " + MEDIA_FIRST + " on");
  }

  private static DatagramSocket openOrClose(DatagramSocket rtp, int port) throws IOException {
    try {
      return new DatagramSocket(local(port));
    } catch (IOException busy) {
      rtp.close();
      throw busy;
    }
  }
}
