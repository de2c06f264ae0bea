package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A 200 to an INVITE that is sent again until its ACK comes: after T1, then twice as long each time
 * up to T2, on every transport (RFC 3261 13.3.1.4). Gives up after 64 times T1. Thread-safe.
 */
final class ReliableAnswer {
  private final Wire wire;
  private final SIPResponse response;
  private final @Nullable MessageChannel connection;
  private final Runnable onGivenUp;
  private boolean open = true;
  private @Nullable Future<?> next;
  private @Nullable Future<?> limit;

  /** The CSeq its ACK will carry. */
  final long cseq;

  ReliableAnswer(
      Wire wire, SIPResponse response, @Nullable MessageChannel connection, Runnable onGivenUp) {
    this.wire = wire;
    this.response = response;
    this.connection = connection;
    this.onGivenUp = onGivenUp;
    this.cseq = response.getCSeq().getSeqNumber();
  }

  synchronized void start() {
    limit = wire.after(wire.settings.giveUpAfter(), this::giveUp);
    repeatAfter(wire.settings.t1());
  }

  private void repeatAfter(Duration pause) {
    next = wire.after(pause, () -> repeat(pause));
  }

  private void repeat(Duration pause) {
    if (!isOpen()) {
      return;
    }
    wire.sendAgain(connection, (SIPResponse) response.clone());
    Duration longer = pause.multipliedBy(2);
    synchronized (this) {
      if (open) {
        repeatAfter(longer.compareTo(wire.settings.t2()) > 0 ? wire.settings.t2() : longer);
      }
    }
  }

  private synchronized boolean isOpen() {
    return open;
  }

  /** Stops the copies; true for the first ACK only. */
  synchronized boolean acknowledged() {
    boolean first = open;
    open = false;
    if (next != null) {
      next.cancel(false);
    }
    if (limit != null) {
      limit.cancel(false);
    }
    return first;
  }

  private void giveUp() {
    if (acknowledged()) {
      onGivenUp.run();
    }
  }
}
