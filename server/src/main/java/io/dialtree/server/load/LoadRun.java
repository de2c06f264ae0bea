package io.dialtree.server.load;

import io.dialtree.sip.endpoint.CallHandler;
import io.dialtree.sip.endpoint.IncomingCall;
import io.dialtree.sip.endpoint.SipEndpoint;
import io.dialtree.sip.endpoint.SipEndpointSettings;
import io.dialtree.sip.endpoint.SipStartFailure;
import io.dialtree.sip.endpoint.SourceRange;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One load from the first INVITE to the last BYE: start the callers at their rate, let all of them
 * talk for a while, count in a window, hang up. {@link #run} blocks.
 */
public final class LoadRun {
  private static final int CALLS_PER_THREAD = 4000; // about half of one core's packets
  private static final int RING_LIMIT_MS = 30_000;
  private static final int HANGUP_LIMIT_MS = 5_000;
  private static final int HANGUPS_PER_SECOND = 200;
  private static final int POLL_MS = 10;
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private final LoadPlan plan;
  private final int warmUpSeconds;
  private final List<LoadLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<LoadCall> calls = new ArrayList<>();

  /**
   * Prepares a run.
   *
   * @param warmUpSeconds between the last answer and the window, so that compilers are done
   */
  public LoadRun(LoadPlan plan, int warmUpSeconds) {
    this.plan = plan;
    this.warmUpSeconds = warmUpSeconds;
  }

  /**
   * Does it all.
   *
   * @throws IOException when the local ports cannot be had
   */
  public LoadResult run() throws IOException, SipStartFailure, InterruptedException {
    InetAddress local = localAddress();
    CallerAudio audio =
        plan.audio() == LoadPlan.Audio.SPEECH ? CallerAudio.speech() : CallerAudio.silence();
    startLoops();
    try (LoadPorts ports = new LoadPorts(local, plan.firstPort());
        SipEndpoint endpoint = plan.signalling() ? endpoint(local) : null) {
      startCalls(ports, audio, endpoint, local.getHostAddress());
      awaitAnswers();
      TimeUnit.SECONDS.sleep(warmUpSeconds);
      Costs costs = window();
      hangUp(endpoint);
      stopLoops();
      return LoadResult.of(plan, calls, loops, costs);
    } finally {
      stopLoops();
    }
  }

  private InetAddress localAddress() throws IOException {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(plan.target()); // asks the routing table, sends nothing
      return probe.getLocalAddress();
    }
  }

  private void startLoops() {
    int count = 1 + (plan.calls() - 1) / CALLS_PER_THREAD;
    for (int i = 0; i < count; i++) {
      LoadLoop loop = new LoadLoop(plan.calls());
      loops.add(loop);
      threads.add(Thread.ofPlatform().daemon().name("load-" + i).start(loop));
    }
  }

  private void stopLoops() throws InterruptedException {
    loops.forEach(LoadLoop::stop);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private SipEndpoint endpoint(InetAddress local) throws SipStartFailure {
    InetAddress peer = plan.target().getAddress();
    return SipEndpoint.start(
        SipEndpointSettings.defaults()
            .withBind(new InetSocketAddress(local, 0))
            .withTransports(true, false)
            .withTrusted(List.of(new SourceRange(peer, peer.getAddress().length * 8)))
            .withMaxCalls(plan.calls() + 1),
        new TakesNoCalls());
  }

  private void startCalls(
      LoadPorts ports, CallerAudio audio, @Nullable SipEndpoint endpoint, String localHost)
      throws IOException {
    KeyScript script = new KeyScript(plan.keys());
    long startNs = System.nanoTime();
    for (int i = 0; i < plan.calls(); i++) {
      awaitNs(startNs + i * NS_PER_SECOND / plan.ratePerSecond());
      LoadPorts.Bound bound = ports.next();
      LoadStream stream = new LoadStream(bound.channel(), i, audio, script, plan);
      LoadCall call = new LoadCall(stream, loops.get(i % loops.size()));
      calls.add(call);
      if (endpoint != null) {
        call.start(endpoint, plan, localHost, bound.port());
      } else {
        stream.connect(
            new InetSocketAddress(plan.target().getAddress(), plan.target().getPort() + 2 * i),
            101);
        call.startAtOnce();
      }
    }
  }

  private static void awaitNs(long deadlineNs) {
    for (long left = deadlineNs - System.nanoTime(); left > 0; ) {
      LockSupport.parkNanos(left);
      left = deadlineNs - System.nanoTime();
    }
  }

  private void awaitAnswers() throws InterruptedException {
    for (int waitedMs = 0; waitedMs < RING_LIMIT_MS; waitedMs += POLL_MS) {
      if (calls.stream().allMatch(LoadCall::isDecided)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  /** What both sides cost in the window. */
  record Costs(ProcessCost own, ProcessCost watched) {}

  private Costs window() throws InterruptedException {
    // Keys are pressed in the first third, so that there is time to hear the answer.
    int pressWithinFrames = plan.seconds() * 1000 / LoadStream.PTIME_MS / 3;
    ProcessCost own = ProcessCost.of(ProcessHandle.current().pid());
    ProcessCost watched = watched();
    loops.forEach(loop -> loop.openWindow(pressWithinFrames));
    TimeUnit.SECONDS.sleep(plan.seconds());
    loops.forEach(LoadLoop::closeWindow);
    return new Costs(
        ProcessCost.of(ProcessHandle.current().pid()).since(own), watched().since(watched));
  }

  private ProcessCost watched() {
    return plan.watchPid().isPresent()
        ? ProcessCost.of(plan.watchPid().getAsLong())
        : new ProcessCost(0, 0);
  }

  private void hangUp(@Nullable SipEndpoint endpoint) throws InterruptedException {
    long startNs = System.nanoTime();
    for (int i = 0; i < calls.size(); i++) {
      awaitNs(startNs + i * NS_PER_SECOND / HANGUPS_PER_SECOND);
      calls.get(i).hangup();
    }
    for (int ms = 0;
        endpoint != null && endpoint.legs() > 0 && ms < HANGUP_LIMIT_MS;
        ms += POLL_MS) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  /** Nobody should call a load generator. */
  private static final class TakesNoCalls implements CallHandler {
    @Override
    public void onInvite(IncomingCall call) {
      call.reject(486, "", Map.of());
    }

    @Override
    public int optionsStatus(String requestUser, InetAddress source) {
      return 486;
    }
  }
}
