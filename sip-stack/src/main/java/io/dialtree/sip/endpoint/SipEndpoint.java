package io.dialtree.sip.endpoint;

import io.dialtree.sip.dialog.LocalAddress;
import io.dialtree.sip.dialog.RequestDesk;
import io.dialtree.sip.dialog.Wire;
import io.dialtree.sip.guard.SourceGuard;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * A running SIP endpoint: takes calls for its handler and makes calls. All methods may be called
 * from any thread.
 */
public final class SipEndpoint implements AutoCloseable {
  private final JainStack stack;
  private final RequestDesk desk;
  private final LocalAddress addresses;
  private final SipCounters counters;
  private final ScheduledThreadPoolExecutor clock;

  private SipEndpoint(
      JainStack stack,
      RequestDesk desk,
      LocalAddress addresses,
      SipCounters counters,
      ScheduledThreadPoolExecutor clock) {
    this.stack = stack;
    this.desk = desk;
    this.addresses = addresses;
    this.counters = counters;
    this.clock = clock;
  }

  /**
   * Opens the sockets and starts to answer.
   *
   * @throws SipStartFailure when a socket cannot be opened; the message names it
   */
  public static SipEndpoint start(SipEndpointSettings settings, CallHandler handler)
      throws SipStartFailure {
    SipCounters counters = new SipCounters();
    SourceGuard guard = new SourceGuard(settings.trusted(), counters);
    JainStack stack = JainStack.open(settings, guard);
    LocalAddress addresses = new LocalAddress(stack.local(), settings.advertise());
    ScheduledThreadPoolExecutor clock = clock();
    RequestDesk desk =
        new RequestDesk(
            new Wire(stack.provider(), addresses, clock, settings, counters), guard, handler);
    stack.listen(desk);
    return new SipEndpoint(stack, desk, addresses, counters, clock);
  }

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("sip-clock").unstarted(task));
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** The address and port of both sockets; the port is the real one when 0 was asked for. */
  public InetSocketAddress local() {
    return stack.local();
  }

  /** The host to put into SDP for this peer, the same that stands in our Contact. */
  public String localAddressFor(InetAddress peer) {
    return addresses.facing(peer);
  }

  /**
   * Makes a call. Name resolution and a TCP connect happen on the calling thread, which waits for
   * them for seconds at most.
   *
   * @throws IllegalArgumentException when the URI cannot be called; the message says why
   */
  public OutgoingCall call(OutgoingInvite invite, CallListener listener) {
    return desk.call(invite, listener);
  }

  /**
   * From now on new INVITEs and OPTIONS get 503 with this Retry-After, so that trunks go elsewhere;
   * running calls are served.
   */
  public void drain(int retryAfterSeconds) {
    desk.drain(retryAfterSeconds);
  }

  /** Legs that are not freed yet, ended ones whose BYE is unanswered included. */
  public int legs() {
    return desk.legs();
  }

  /** Every counter by its slug; {@link SipCounter} has the sentences. */
  public Map<String, Long> counters() {
    return counters.snapshot();
  }

  /** Ends every call with BYE or a final answer, then closes the sockets. Takes about a second. */
  @Override
  public void close() {
    desk.stopAll();
    clock.shutdownNow();
    stack.close();
  }
}
