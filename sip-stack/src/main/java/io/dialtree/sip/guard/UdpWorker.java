package io.dialtree.sip.guard;

import gov.nist.javax.sip.parser.MessageParser;
import io.dialtree.sip.endpoint.SipCounter;
import io.dialtree.sip.endpoint.SipCounters;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses and handles the messages of its share of the calls, one after the other. Offered to by the
 * receiver thread.
 */
final class UdpWorker implements Runnable {
  /** Two thousand messages are about a second of work; behind that the sender repeats anyway. */
  static final int QUEUE_MAX = 2048;

  /**
   * Above this, only messages of running calls get in: finishing work is worth more than starting
   * it.
   */
  static final int QUEUE_NEW_MAX = QUEUE_MAX * 3 / 4;

  private static final Logger log = LoggerFactory.getLogger(UdpWorker.class);

  private final GuardUdpProcessor processor;
  private final SipCounters counters;
  private final ArrayBlockingQueue<Datagram> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private volatile boolean stopped;

  UdpWorker(GuardUdpProcessor processor, SipCounters counters) {
    this.processor = processor;
    this.counters = counters;
  }

  boolean offer(byte[] bytes, int length, InetSocketAddress source, boolean somethingNew) {
    if (somethingNew && queue.size() >= QUEUE_NEW_MAX) {
      return false;
    }
    return queue.offer(new Datagram(Arrays.copyOf(bytes, length), source, System.nanoTime()));
  }

  @Override
  public void run() {
    MessageParser parser =
        processor
            .getSIPStack()
            .getMessageParserFactory()
            .createMessageParser(processor.getSIPStack());
    while (!stopped && processor.running()) {
      try {
        handle(queue.take(), parser);
      } catch (InterruptedException asked) {
        return;
      } catch (Throwable survived) {
        if (stopped || !processor.running()) {
          return; // what came last found its socket closed
        }
        counters.count(SipCounter.WORKER_ERRORS);
        log.warn("a UDP worker goes on after: {}", survived.toString());
      }
    }
  }

  private void handle(Datagram message, MessageParser parser) throws Exception {
    if (stopped) {
      return;
    }
    if (System.nanoTime() - message.arrivalNs > GuardUdpProcessor.STALE_AFTER_NS) {
      counters.count(SipCounter.DROPPED_STALE);
      return;
    }
    new GuardUdpChannel(processor, message.source).receive(message.bytes, parser);
  }

  /** Ends the worker within one message; an empty datagram wakes it. */
  void stop() {
    stopped = true;
    queue.clear();
    queue.offer(new Datagram(new byte[0], new InetSocketAddress(0), System.nanoTime()));
  }
}
