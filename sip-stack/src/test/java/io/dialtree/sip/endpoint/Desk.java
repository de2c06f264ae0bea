package io.dialtree.sip.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An endpoint with a handler that does what the test tells it and writes down what it hears. */
final class Desk implements CallHandler, AutoCloseable {
  static final String ANSWER =
      SipText.lines(
          """
          v=0
          o=- 7 1 IN IP4 127.0.0.1
          s=-
          c=IN IP4 127.0.0.1
          t=0 0
          m=audio 41000 RTP/AVP 0 101
          """);

  final List<IncomingCall> calls = new ArrayList<>();
  volatile BlockingQueue<String> events = new LinkedBlockingQueue<>();
  volatile Consumer<IncomingCall> onCall = call -> call.answer(ANSWER);
  volatile Consumer<Reinvite> onReinvite = change -> change.accept(ANSWER);
  volatile int optionsCode = 200;
  final SipEndpoint endpoint;

  Desk() {
    this(settings());
  }

  Desk(SipEndpointSettings settings) {
    try {
      this.endpoint = SipEndpoint.start(settings, this);
    } catch (SipStartFailure failed) {
      throw new AssertionError(failed);
    }
  }

  /** T1 of 50 ms: a stalled test machine has 3.2 s before the limits of 64 T1 strike. */
  static SipEndpointSettings settings() {
    return SipEndpointSettings.defaults()
        .withBind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
        .withTimers(Duration.ofMillis(50), Duration.ofMillis(200));
  }

  InetSocketAddress local() {
    return endpoint.local();
  }

  @Override
  public void onInvite(IncomingCall call) {
    synchronized (calls) {
      calls.add(call);
      calls.notifyAll();
    }
    call.listen(new Notes(events, this));
    onCall.accept(call);
  }

  @Override
  public int optionsStatus(String requestUser, InetAddress source) {
    return optionsCode;
  }

  /** The last call, after up to two seconds. */
  IncomingCall lastCall() {
    synchronized (calls) {
      for (int i = 0; i < 20 && calls.isEmpty(); i++) {
        try {
          calls.wait(100);
        } catch (InterruptedException asked) {
          throw new AssertionError(asked);
        }
      }
      return calls.getLast();
    }
  }

  int callCount() {
    synchronized (calls) {
      return calls.size();
    }
  }

  /** Forgets the last test. */
  void reset() throws InterruptedException {
    synchronized (calls) {
      calls.forEach(call -> call.hangup(""));
    }
    awaitNoLegs();
    synchronized (calls) {
      calls.clear();
    }
    events = new LinkedBlockingQueue<>();
    onCall = call -> call.answer(ANSWER);
    onReinvite = change -> change.accept(ANSWER);
    optionsCode = 200;
  }

  /** The next event, or a failure after two seconds. */
  String event() throws InterruptedException {
    String event = events.poll(2, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no event within 2 s");
    }
    return event;
  }

  /** Waits until no leg is left, or fails after five seconds. */
  void awaitNoLegs() throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (endpoint.legs() > 0) {
      if (System.nanoTime() > limit) {
        throw new AssertionError(endpoint.legs() + " legs are left");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  long counter(SipCounter counter) {
    return Optional.ofNullable(endpoint.counters().get(counter.slug())).orElse(-1L);
  }

  /** Does not wait for the second JAIN-SIP takes to stop. */
  @Override
  public void close() {
    Thread.ofPlatform().daemon().start(endpoint::close);
  }

  /** Writes events as words. */
  record Notes(BlockingQueue<String> events, Desk desk) implements CallListener {
    @Override
    public void onAck(Optional<String> sdpAnswer) {
      events.add("ack" + sdpAnswer.map(_ -> " with sdp").orElse(""));
    }

    @Override
    public void onReinvite(Reinvite reinvite) {
      events.add("reinvite" + reinvite.offer().map(_ -> " with sdp").orElse(""));
      desk.onReinvite.accept(reinvite);
    }

    @Override
    public void onReinviteAck(Optional<String> sdpAnswer) {
      events.add("reinvite ack" + sdpAnswer.map(_ -> " with sdp").orElse(""));
    }

    @Override
    public void onInfoDigit(char digit, int durationMs) {
      events.add("digit " + digit + " " + durationMs);
    }

    @Override
    public void onProgress(int code, Optional<String> sdp) {
      events.add("progress " + code);
    }

    @Override
    public void onAnswered(String sdp) {
      events.add("answered " + sdp.length());
    }

    @Override
    public void onRefused(int code, String reason) {
      events.add("refused " + code);
    }

    @Override
    public void onEnded(CallEnd end) {
      events.add("ended " + end.kind() + " " + end.sipCode());
    }
  }
}
