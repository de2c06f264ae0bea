package io.dialtree.media.engine;

import io.dialtree.media.rtp.RtpPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * One call's RTP socket. Until the peer's source is learnt it receives from anybody and lets the
 * {@link Latch} judge; then the kernel is told to take packets from that source only, which is also
 * the cheapest way to read and write. Confined to the media thread.
 */
final class RtpSocket {
  static final int NOTHING = -1;
  static final int DROPPED = 0;
  static final int SENT = 1;
  static final int QUEUED = 2;

  /**
   * A peer whose port is closed answers every packet by ICMP; after this many we only try now and
   * then.
   */
  private static final int UNREACHABLE_MAX = 5;

  private static final int UNCONNECTED_READS_MAX = 32;
  private static final long RETRY_UNREACHABLE_NS = 1_000_000_000L;

  private final DatagramChannel channel;
  private final int descriptor;
  private final ThreadBuffers buffers;
  private final MediaCounters counters;
  private @Nullable Latch latch;
  private @Nullable InetSocketAddress source;
  private boolean connected;
  private boolean joined;
  private int readsSinceLocked;
  private long lastReadNs;
  private long foreign;
  private int unreachable;
  private long retryAtNs;

  RtpSocket(DatagramChannel channel, ThreadBuffers buffers) {
    this.channel = channel;
    this.descriptor = ConnectedIo.descriptor(channel);
    this.buffers = buffers;
    this.counters = buffers.counters;
  }

  /** As {@link SessionLoop#touch}. */
  int touch() {
    return descriptor + (int) lastReadNs + (latch == null ? 0 : 1);
  }

  void describe(InetSocketAddress rtp, InetAddress signalling) {
    unreachable = 0;
    if (latch == null) {
      latch = new Latch(rtp, signalling);
      return;
    }
    latch.describe(rtp, signalling);
    if (latch.locked() == null) {
      disconnect();
    }
  }

  /**
   * Reads one packet into the thread's {@code rx} from position 0; {@link #NOTHING} when none
   * waits.
   */
  int read(ByteBuffer rx, long nowNs) {
    if (!connected) {
      return readFromAnybody(rx, nowNs);
    }
    return taken(buffers.batch.direct().read(channel, descriptor), nowNs);
  }

  /** Lets the thread's batch read; false when {@link #read} has to be called. */
  boolean queueRead() {
    return joined && buffers.batch.queueRead(descriptor);
  }

  /** As {@link #read}, of what was queued. */
  int readResult(long nowNs) {
    return buffers.batch.isDone()
        ? taken(buffers.batch.result(), nowNs)
        : read(buffers.rx(), nowNs);
  }

  private int taken(int n, long nowNs) {
    if (n > 0) {
      lastReadNs = nowNs;
      unreachable = 0;
      return n;
    }
    countFailure(n, nowNs);
    if (n == ConnectedIo.NOTHING) {
      relearnAfterSilence(nowNs);
    }
    return NOTHING;
  }

  private int readFromAnybody(ByteBuffer rx, long nowNs) {
    rx.clear();
    try {
      return readUnconnected(rx, nowNs);
    } catch (PortUnreachableException e) {
      countUnreachable(nowNs);
    } catch (IOException e) {
      counters.increment(MediaCounter.SOCKET_ERRORS);
    }
    return NOTHING;
  }

  /**
   * Connecting throws away what waits in the socket, so it is done when nothing does; but a
   * stranger who keeps the socket full must not put it off for long.
   */
  private int readUnconnected(ByteBuffer rx, long nowNs) throws IOException {
    boolean locked = latch != null && latch.isLocked();
    readsSinceLocked = locked ? readsSinceLocked + 1 : 0;
    SocketAddress from = readsSinceLocked > UNCONNECTED_READS_MAX ? null : channel.receive(rx);
    source = from instanceof InetSocketAddress inet ? inet : null;
    if (from != null) {
      return rx.position();
    }
    if (locked) {
      connect(nowNs);
    }
    return NOTHING;
  }

  /**
   * The locked source went silent: let the latch listen again, while our packets keep their
   * destination.
   */
  private void relearnAfterSilence(long nowNs) {
    if (nowNs - lastReadNs > Latch.SILENCE_NS) {
      if (latch != null) {
        latch.release();
      }
      disconnect();
    }
  }

  /** True when the packet in {@code rx} comes from the call's peer; may lock its source. */
  boolean isFromPeer(ByteBuffer rx, long nowNs) {
    if (connected) {
      return true;
    }
    InetSocketAddress from = source;
    Latch l = latch;
    if (from == null
        || l == null
        || !l.offer(from, RtpPacket.ssrc(rx, 0), RtpPacket.sequence(rx, 0), nowNs)) {
      foreign++;
      return false;
    }
    return true;
  }

  private void connect(long nowNs) {
    Latch l = latch;
    if (l == null) {
      return;
    }
    readsSinceLocked = 0;
    try {
      channel.connect(l.destination());
      connected = true;
      joined = buffers.batch.join(descriptor);
      lastReadNs = nowNs;
    } catch (IOException e) {
      counters.increment(MediaCounter.SOCKET_ERRORS); // stays unconnected, which works as well
    }
  }

  private void disconnect() {
    if (connected) {
      leave();
      try {
        channel.disconnect();
        connected = false;
      } catch (IOException e) {
        counters.increment(MediaCounter.SOCKET_ERRORS);
      }
    }
  }

  /**
   * Sends what stands in the thread's {@code tx}.
   *
   * @param mayQueue whether the batch may do it, with all that it has
   * @return {@link #SENT}, {@link #DROPPED} when the socket did not take it, {@link #QUEUED}
   */
  int send(ByteBuffer tx, boolean mayQueue, long nowNs) {
    Latch l = latch;
    if (l == null || (unreachable >= UNREACHABLE_MAX && nowNs < retryAtNs)) {
      return DROPPED;
    }
    retryAtNs = nowNs + RETRY_UNREACHABLE_NS;
    if (!connected) {
      return sendUnconnected(tx, l.destination(), nowNs) ? SENT : DROPPED;
    }
    if (mayQueue && joined && buffers.batch.queueWrite(descriptor)) {
      return QUEUED;
    }
    return given(buffers.batch.direct().write(channel, descriptor), nowNs);
  }

  /** What became of what was queued. */
  int sendResult(long nowNs) {
    return given(
        buffers.batch.isDone()
            ? buffers.batch.result()
            : buffers.batch.direct().write(channel, descriptor),
        nowNs);
  }

  private int given(int n, long nowNs) {
    countFailure(n, nowNs);
    return n > 0 ? SENT : DROPPED;
  }

  private boolean sendUnconnected(ByteBuffer tx, InetSocketAddress to, long nowNs) {
    try {
      return channel.send(tx, to) > 0;
    } catch (PortUnreachableException e) {
      countUnreachable(nowNs);
    } catch (IOException e) {
      counters.increment(MediaCounter.SOCKET_ERRORS);
    }
    return false;
  }

  private void countFailure(int result, long nowNs) {
    if (result == ConnectedIo.UNREACHABLE) {
      countUnreachable(nowNs);
    } else if (result == ConnectedIo.FAILED) {
      counters.increment(MediaCounter.SOCKET_ERRORS);
    }
  }

  private void countUnreachable(long nowNs) {
    counters.increment(MediaCounter.PORT_UNREACHABLE);
    if (unreachable < UNREACHABLE_MAX) {
      unreachable++;
    }
    retryAtNs = nowNs + RETRY_UNREACHABLE_NS;
  }

  /** The learnt source, for RTCP to follow. */
  @Nullable InetAddress peerAddress() {
    Latch l = latch;
    return l == null ? null : l.destination().getAddress();
  }

  long foreign() {
    return foreign;
  }

  private void leave() {
    if (joined) {
      joined = false;
      buffers.batch.leave(descriptor);
    }
  }

  void close() throws IOException {
    leave();
    connected = false; // its descriptor may be another socket's from now on
    channel.close();
  }
}
