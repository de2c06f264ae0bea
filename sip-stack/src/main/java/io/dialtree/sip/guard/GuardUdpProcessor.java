package io.dialtree.sip.guard;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.dialtree.sip.endpoint.SipCounter;
import io.dialtree.sip.endpoint.SipCounters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The UDP socket. One receiver thread checks source, size, first byte and Call-ID, and only then
 * copies the message into the queue of the worker its Call-ID belongs to: the messages of one call
 * are handled in the order they came. Receiver and workers survive every Throwable, because a deaf
 * process that looks alive is worse than a lost message.
 */
final class GuardUdpProcessor extends MessageProcessor {
  /** The largest UDP payload; longer cannot arrive. */
  static final int MESSAGE_BYTES_MAX = 65507;

  /**
   * A burst of a thousand calls fits the kernel while a worker is busy; the kernel may grant less.
   */
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  private static final Logger log = LoggerFactory.getLogger(GuardUdpProcessor.class);

  private final SourceGuard guard;
  private final SipCounters counters;
  private final DatagramChannel socket;
  private final List<UdpWorker> workers = new ArrayList<>();
  private volatile boolean running;

  GuardUdpProcessor(SIPTransactionStack stack, InetAddress address, int port, SourceGuard guard)
      throws IOException {
    super(address, port, "udp", stack);
    this.guard = guard;
    this.counters = guard.counters();
    this.socket = open(address, port);
  }

  private static DatagramChannel open(InetAddress address, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
      return channel.bind(new InetSocketAddress(address, port));
    } catch (IOException cannotBind) {
      channel.close();
      throw cannotBind;
    }
  }

  @Override
  public void start() {
    running = true;
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < cores; i++) {
      UdpWorker worker = new UdpWorker(this, counters);
      workers.add(worker);
      Thread.ofPlatform().daemon().name("sip-udp-worker-" + i).start(worker);
    }
    Thread.ofPlatform().daemon().name("sip-udp-receiver").start(this::receiveUntilClosed);
  }

  private void receiveUntilClosed() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(MESSAGE_BYTES_MAX + 1);
    byte[] look = new byte[MESSAGE_BYTES_MAX + 1];
    while (running) {
      try {
        buffer.clear();
        if (socket.receive(buffer) instanceof InetSocketAddress source) {
          counters.count(SipCounter.RECEIVED_UDP);
          sort(buffer.flip(), look, source);
        }
      } catch (ClosedChannelException closed) {
        return;
      } catch (Throwable survived) {
        counters.count(SipCounter.WORKER_ERRORS);
        log.warn("the UDP receiver goes on after: {}", survived.toString());
      }
    }
  }

  /** Cheapest check first; nothing is copied before the source is known. */
  private void sort(ByteBuffer message, byte[] look, InetSocketAddress source) {
    int length = message.remaining();
    if (!guard.admits(source.getAddress())) {
      return;
    }
    if (length > MESSAGE_BYTES_MAX) {
      counters.count(SipCounter.DROPPED_OVERSIZE);
      return;
    }
    message.get(look, 0, length);
    if (!RawMessage.looksLikeSip(look, length)) {
      counters.count(SipCounter.DROPPED_KEEPALIVE);
      return;
    }
    int hash = RawMessage.callIdHash(look, length);
    if (hash == RawMessage.NO_CALL_ID) {
      counters.count(SipCounter.DROPPED_NO_CALL_ID);
      return;
    }
    UdpWorker worker = workers.get(Math.floorMod(hash, workers.size()));
    if (!worker.offer(look, length, source, RawMessage.startsSomethingNew(look, length))) {
      counters.count(SipCounter.DROPPED_QUEUE_FULL);
    }
  }

  void send(byte[] message, InetSocketAddress target) throws IOException {
    try {
      socket.send(ByteBuffer.wrap(message), target);
    } catch (IOException failed) {
      counters.count(SipCounter.SEND_FAILED);
      throw failed;
    }
  }

  boolean running() {
    return running;
  }

  SourceGuard guard() {
    return guard;
  }

  @Override
  public void stop() {
    running = false;
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      log.debug("closing the UDP socket: {}", alreadyGone.toString());
    }
    workers.forEach(UdpWorker::stop);
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return sipStack;
  }

  @Override
  public MessageChannel createMessageChannel(HostPort target) throws IOException {
    return createMessageChannel(target.getInetAddress(), target.getPort());
  }

  @Override
  public MessageChannel createMessageChannel(InetAddress target, int port) {
    return new GuardUdpChannel(
        this, new InetSocketAddress(target, port < 0 ? getDefaultTargetPort() : port));
  }

  @Override
  public int getDefaultTargetPort() {
    return 5060;
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public int getMaximumMessageSize() {
    return MESSAGE_BYTES_MAX;
  }

  @Override
  public boolean inUse() {
    return false;
  }

  /** Age in the queue above which the sender has already sent the message again. */
  static final long STALE_AFTER_NS = TimeUnit.SECONDS.toNanos(3);
}
