package io.dialtree.server.load;

import io.dialtree.media.codec.G711;
import io.dialtree.server.call.CallMedia;
import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.OutgoingCall;
import io.dialtree.sip.endpoint.OutgoingInvite;
import io.dialtree.sip.endpoint.Reinvite;
import io.dialtree.sip.endpoint.SipEndpoint;
import io.dialtree.sip.sdp.MediaAddressPolicy;
import io.dialtree.sip.sdp.Negotiator;
import io.dialtree.sip.sdp.Offered;
import io.dialtree.sip.sdp.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One caller's signalling: an INVITE, its answer, the end. Thread-safe. */
final class LoadCall implements CallListener {
  /** Where a call stands. */
  enum State {
    CALLING,
    UP,
    HANGING_UP,
    OVER
  }

  private final LoadStream stream;
  private final LoadLoop loop;
  private final AtomicReference<State> state = new AtomicReference<>(State.CALLING);
  private volatile String failure = "";
  private volatile long startNs;
  private volatile long setUpUs = -1;
  private volatile @Nullable Offered offered;
  private volatile InetAddress peer = InetAddress.getLoopbackAddress();
  private volatile @Nullable OutgoingCall call;

  LoadCall(LoadStream stream, LoadLoop loop) {
    this.stream = stream;
    this.loop = loop;
  }

  /** Dials. */
  void start(SipEndpoint endpoint, LoadPlan plan, String localHost, int rtpPort) {
    startNs = System.nanoTime();
    peer = plan.target().getAddress();
    Offered offer =
        Negotiator.offer(
            CallMedia.local(localHost, rtpPort, List.of(G711.PCMU), LoadStream.PTIME_MS),
            Optional.empty());
    offered = offer;
    call = endpoint.call(OutgoingInvite.to(plan.uri(), "load", offer.sdp()), this);
  }

  /** Without signalling: the stream is connected, the call is up. */
  void startAtOnce() {
    state.set(State.UP);
    loop.add(stream);
  }

  @Override
  public void onAnswered(String sdp) {
    setUpUs = (System.nanoTime() - startNs) / 1000;
    Offered o = offered;
    if (o == null) {
      return;
    }
    switch (Negotiator.acceptAnswer(o.state(), sdp, MediaAddressPolicy.forSource(peer, Set.of()))) {
      case Outcome.Agreed ok -> {
        try {
          stream.connect(ok.plan().remoteRtp(), ok.plan().sendEventPayloadType());
          if (state.compareAndSet(State.CALLING, State.UP)) {
            loop.add(stream);
          }
        } catch (IOException e) {
          fail("socket");
        }
      }
      case Outcome.Refused refused -> fail(refused.slug());
    }
  }

  @Override
  public void onRefused(int code, String reason) {
    fail("refused-" + code);
  }

  @Override
  public void onReinvite(Reinvite reinvite) {
    reinvite.refuse(488); // this caller keeps the session it has
  }

  @Override
  public void onEnded(CallEnd end) {
    State before = state.getAndSet(State.OVER);
    if (before == State.UP) {
      loop.remove(stream);
    }
    if (before == State.UP || before == State.CALLING) {
      fail("ended-" + end.kind().name().toLowerCase(Locale.ROOT));
    }
  }

  private void fail(String slug) {
    if (failure.isEmpty()) {
      failure = slug;
    }
  }

  /** Hangs up, in whatever state it is. */
  void hangup() {
    State before = state.getAndUpdate(s -> s == State.OVER ? s : State.HANGING_UP);
    if (before == State.UP) {
      loop.remove(stream);
    }
    if (before == State.CALLING) {
      fail("no-answer");
    }
    OutgoingCall c = call;
    if (c != null) {
      c.hangup("");
    }
  }

  /** True once it was answered, or never will be. */
  boolean isDecided() {
    return state.get() != State.CALLING || !failure.isEmpty();
  }

  /** Why the call failed so far, a slug; empty when it did not. */
  String failure() {
    return failure;
  }

  /** From the INVITE to the 200 in microseconds, -1 without a 200. */
  long setUpUs() {
    return setUpUs;
  }

  LoadStream stream() {
    return stream;
  }
}
