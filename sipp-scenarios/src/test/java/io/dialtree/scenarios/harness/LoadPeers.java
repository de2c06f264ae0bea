package io.dialtree.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The media halves of many phones on two threads: one receives and counts, one sends a packet for
 * each call every 20 ms. Sound is not listened to here, sequence numbers are.
 */
public final class LoadPeers implements AutoCloseable {
  private static final int FIRST_PORT = 48_000;
  private static final int RECEIVE_BUFFER_BYTES = 1 << 19;
  private static final long PTIME_NS = 20_000_000;
  private static final int SAMPLES = 160;

  /** What one call received; written by the receiving thread, read when it has ended. */
  public static final class Count {
    private final DatagramChannel channel;
    private volatile SocketAddress remote = new InetSocketAddress(0);
    private volatile boolean talking;
    private long received;
    private int first = -1;
    private int highest;
    private int cycles;
    private double firstMs;
    private double lastMs;
    private double gapMsMax;

    private Count(DatagramChannel channel) {
      this.channel = channel;
    }

    private void add(int sequence, double nowMs) {
      if (first < 0) {
        first = sequence;
        highest = sequence;
        firstMs = nowMs;
        lastMs = nowMs;
      } else if (((sequence - highest) & 0xFFFF) < 0x8000) {
        cycles += sequence < highest ? 1 : 0;
        highest = sequence;
      }
      gapMsMax = Math.max(gapMsMax, nowMs - lastMs);
      lastMs = nowMs;
      received++;
    }

    /** Returns how many packets arrived. */
    public long received() {
      return received;
    }

    /** Returns the share of the packets due at one each 20 ms that arrived, 0 to 1. */
    public double shareOfTime() {
      return received * 20.0 / (spanMs() + 20);
    }

    /** Returns the share of the packets sent that arrived, 0 to 1 (RFC 3550 appendix A.3). */
    public double share() {
      long expected = highest + 65_536L * cycles - first + 1;
      return first < 0 ? 0 : (double) received / expected;
    }

    /** Returns how long packets came, in milliseconds. */
    public double spanMs() {
      return lastMs - firstMs;
    }

    /** Returns the longest wait for a packet, in milliseconds. */
    public double gapMsMax() {
      return gapMsMax;
    }
  }

  private final List<Count> calls = new ArrayList<>();
  private final Selector selector;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private LoadPeers(Selector selector) {
    this.selector = selector;
  }

  /** Opens the ports of so many calls and starts to listen and to talk. */
  public static LoadPeers open(int calls) throws IOException {
    LoadPeers peers = new LoadPeers(Selector.open());
    int port = FIRST_PORT;
    while (peers.calls.size() < calls) {
      peers.tryOpen(port);
      port += 2;
    }
    peers.threads.add(Thread.ofPlatform().name("load-ears").start(peers::receive));
    peers.threads.add(Thread.ofPlatform().name("load-mouths").start(peers::talk));
    return peers;
  }

  private void tryOpen(int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      channel.bind(Ports.local(port)).configureBlocking(false);
      Count count = new Count(channel);
      channel.register(selector, SelectionKey.OP_READ, count);
      calls.add(count);
    } catch (java.net.BindException busy) {
      channel.close();
    }
  }

  /** Returns the RTP port of each call. */
  public List<Integer> ports() {
    return calls.stream().map(count -> count.channel.socket().getLocalPort()).toList();
  }

  /** Ends both threads and returns the counts. */
  public List<Count> finish() {
    close();
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    stopped = true;
    selector.wakeup();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
      for (Count call : calls) {
        call.channel.close();
      }
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive() {
    ByteBuffer packet = ByteBuffer.allocateDirect(2048);
    Consumer<SelectionKey> read = key -> read((Count) key.attachment(), packet);
    try {
      while (!stopped) {
        selector.select(read, 100);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(Count call, ByteBuffer packet) {
    try {
      SocketAddress from = call.channel.receive(packet.clear());
      while (from != null) {
        if (!call.talking) {
          call.remote = from;
          call.talking = true;
        }
        call.add(Short.toUnsignedInt(packet.getShort(2)), System.nanoTime() / 1e6);
        from = call.channel.receive(packet.clear());
      }
    } catch (IOException refused) {
      // The far end has closed its port; the count tells what is missing.
    }
  }

  private void talk() {
    ByteBuffer packet = ByteBuffer.allocateDirect(12 + SAMPLES);
    short[] pcm = Sound.sines(8000, 20, 500);
    for (int i = 0; i < SAMPLES; i++) {
      packet.put(12 + i, G711.ULAW.encode(pcm[i]));
    }
    packet.putShort(0, (short) 0x8000);
    long dueNs = System.nanoTime();
    for (int tick = 0; !stopped; tick++) {
      packet.putShort(2, (short) tick).putInt(4, tick * SAMPLES);
      calls.stream().filter(call -> call.talking).forEach(call -> send(call, packet));
      dueNs += PTIME_NS;
      Await.sleepUntil(dueNs);
    }
  }

  private void send(Count call, ByteBuffer packet) {
    try {
      packet.putInt(8, System.identityHashCode(call));
      call.channel.send(packet.rewind().limit(packet.capacity()), call.remote);
    } catch (IOException refused) {
      // As above.
    }
  }
}
