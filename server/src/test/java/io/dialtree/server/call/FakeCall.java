package io.dialtree.server.call;

import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.IncomingCall;
import io.dialtree.sip.endpoint.InviteFacts;
import io.dialtree.sip.endpoint.SipTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A caller without a network: acknowledges at once, and hangs up when it is told to. Strict: what
 * comes before somebody listens is refused, as the endpoint's contract has it.
 */
final class FakeCall implements IncomingCall {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String OFFER =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 36998 RTP/AVP 0
      """
          .replace("\n", "\r\n");

  /** 200 or the status of the refusal. */
  final CompletableFuture<Integer> status = new CompletableFuture<>();

  final CompletableFuture<String> hungUp = new CompletableFuture<>();
  private final String id;
  private final String dialled;
  private final CompletableFuture<CallListener> listener = new CompletableFuture<>();

  /** What {@link #listen} tells at once. */
  private final Optional<CallEnd> toldAtOnce;

  FakeCall(String id, String dialled) {
    this.id = id;
    this.dialled = dialled;
    this.toldAtOnce = Optional.empty();
  }

  FakeCall(String id, String dialled, CallEnd toldAtOnce) {
    this.id = id;
    this.dialled = dialled;
    this.toldAtOnce = Optional.of(toldAtOnce);
  }

  void bye() {
    tell().onEnded(new CallEnd(CallEnd.Kind.BYE, 200, ""));
  }

  /** Who hears of this call; waits until somebody does. */
  CallListener tell() {
    return listener.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public InviteFacts facts() {
    return new InviteFacts(
        id,
        "100",
        "sip:100@127.0.0.1",
        "",
        dialled,
        dialled,
        "sip:" + dialled + "@127.0.0.1",
        new InetSocketAddress(LOOPBACK, 36_996),
        SipTransport.UDP,
        "",
        Map.of());
  }

  @Override
  public Optional<String> offer() {
    return Optional.of(OFFER);
  }

  @Override
  public void listen(CallListener newListener) {
    listener.complete(newListener);
    toldAtOnce.ifPresent(newListener::onEnded);
  }

  private void shouldBeHeard() {
    if (!listener.isDone()) {
      IllegalStateException early = new IllegalStateException("listen() comes first");
      status.completeExceptionally(early);
      throw early;
    }
  }

  @Override
  public void ring() {
    shouldBeHeard();
  }

  @Override
  public void progress(String sdp) {
    shouldBeHeard();
  }

  @Override
  public void answer(String sdp) {
    shouldBeHeard();
    tell().onAck(Optional.empty());
    status.complete(200);
  }

  @Override
  public void reject(int code, String reason, Map<String, String> extraHeaders) {
    shouldBeHeard();
    status.complete(code);
  }

  @Override
  public String callId() {
    return id;
  }

  @Override
  public void hangup(String reason) {
    shouldBeHeard();
    tell().onEnded(new CallEnd(CallEnd.Kind.HANGUP, 200, ""));
    hungUp.complete(reason);
  }

  @Override
  public boolean sendInfoDigit(char digit, int durationMs) {
    return false;
  }
}
