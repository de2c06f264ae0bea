package io.dialtree.media.engine;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Leases pairs of UDP ports, RTP on the even one and RTCP on the next (RFC 3550 section 11). The
 * choice is random, so that the next call's port cannot be guessed, and a returned pair rests
 * before it is leased again, so that late packets of the call before are not heard in the next.
 * Thread-safe.
 */
final class PortPool {
  /** Long enough for the peer to see the BYE and stop sending. */
  static final long QUARANTINE_NS = 3_000_000_000L;

  private static final int RECEIVE_BUFFER_BYTES =
      64 * 1024; // 300 packets of 20 ms: more would only be late

  private record Resting(int pair, long untilNs) {}

  /** A leased pair of bound, non-blocking channels. */
  record Lease(int rtpPort, DatagramChannel rtp, DatagramChannel rtcp) {
    /** Closes both channels; harmless when they are closed. */
    void close() {
      PortPool.close(rtp);
      PortPool.close(rtcp);
    }
  }

  private final InetAddress bind;
  private final int firstPort;
  private final int pairs;
  private final BitSet taken = new BitSet();
  private final Queue<Resting> returned = new ConcurrentLinkedQueue<>();
  private final Deque<Resting> resting = new ArrayDeque<>();
  private final SplittableRandom random;

  PortPool(InetAddress bind, int lowPort, int highPort, long seed) {
    this.bind = bind;
    this.firstPort = (lowPort + 1) & ~1;
    this.pairs = Math.max(0, (highPort - firstPort + 1) / 2);
    this.random = new SplittableRandom(seed);
  }

  /** Binds a free pair, or nothing when the range is used up. */
  synchronized Optional<Lease> lease(long nowNs) {
    wakeRested(nowNs);
    int start = pairs == 0 ? 0 : random.nextInt(pairs);
    for (int i = 0; i < pairs; i++) {
      int pair = (start + i) % pairs;
      if (!taken.get(pair)) {
        try {
          Lease lease = bind(firstPort + 2 * pair);
          taken.set(pair);
          return Optional.of(lease);
        } catch (BindException heldByAnother) {
          // Another program has one of the two ports: this pair is passed over.
        } catch (IOException noDescriptors) {
          return Optional.empty(); // the next pair would fail alike, and so would thousands
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Gives a pair back; its sockets are closed already. Never waits: a media thread calls it.
   *
   * @param announced false when no peer was ever told the port: then it need not rest
   */
  void release(int rtpPort, long nowNs, boolean announced) {
    int pair = (rtpPort - firstPort) / 2;
    returned.add(new Resting(pair, announced ? nowNs + QUARANTINE_NS : nowNs));
  }

  /** Pairs that a call uses or that rest. */
  synchronized int unavailable(long nowNs) {
    wakeRested(nowNs);
    return taken.cardinality();
  }

  private void wakeRested(long nowNs) {
    for (Resting r = returned.poll(); r != null; r = returned.poll()) {
      if (nowNs - r.untilNs >= 0) {
        taken.clear(r.pair);
      } else {
        resting.add(r);
      }
    }
    for (Resting r = resting.peek(); r != null && nowNs - r.untilNs >= 0; r = resting.peek()) {
      resting.remove();
      taken.clear(r.pair);
    }
  }

  private Lease bind(int rtpPort) throws IOException {
    DatagramChannel rtp = open(rtpPort);
    try {
      return new Lease(rtpPort, rtp, open(rtpPort + 1));
    } catch (IOException e) {
      close(rtp);
      throw e;
    }
  }

  private DatagramChannel open(int port) throws IOException {
    // A socket of the address's own family spares the kernel the detour of mapped addresses.
    DatagramChannel channel =
        DatagramChannel.open(
            bind instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      channel.bind(new InetSocketAddress(bind, port));
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void close(DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException ignored) {
      // Nothing more can be done for a socket that will not close.
    }
  }
}
