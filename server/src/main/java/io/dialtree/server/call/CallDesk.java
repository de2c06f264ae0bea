package io.dialtree.server.call;

import io.dialtree.ivr.run.EndReason;
import io.dialtree.media.engine.MediaEngine;
import io.dialtree.media.engine.MediaListener;
import io.dialtree.media.engine.RtpSession;
import io.dialtree.media.engine.SessionStats;
import io.dialtree.server.outbound.WebReply;
import io.dialtree.server.prompt.PromptShelf;
import io.dialtree.server.recording.RecordingFolder;
import io.dialtree.sip.endpoint.CallHandler;
import io.dialtree.sip.endpoint.IncomingCall;
import io.dialtree.sip.endpoint.InviteFacts;
import io.dialtree.sip.sdp.MediaAddressPolicy;
import io.dialtree.store.CallRow;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes calls in: admits or refuses, picks the program, and keeps the list of those that run.
 * Thread-safe; SIP threads only pass through.
 */
public final class CallDesk implements CallHandler, LiveCalls, AutoCloseable {
  /** Whether new calls are taken. */
  public enum State {
    /** Not yet: 503 with a short Retry-After. */
    STARTING,
    /** Yes. */
    OPEN,
    /** Not any more; running calls go on. */
    DRAINING
  }

  private static final Map<String, String> RETRY_SOON = Map.of("Retry-After", "5");
  private static final Map<String, String> RETRY_LATER = Map.of("Retry-After", "30");

  private final CallSettings settings;
  private final FlowChooser chooser;
  private final PromptShelf prompts;
  private final MediaEngine media;
  private final CdrWriter records;
  private final CallLines callLines;
  private final CallCounts counts;
  private final Function<InetAddress, String> trunkOf;
  private volatile Function<InetAddress, String> localAddress;
  private volatile GreetingPort greetings = greeting -> {};
  private volatile RecordingFolder recordings = new RecordingFolder(Path.of("."));
  private volatile Predicate<InetAddress> onNet = address -> false;
  private volatile SmsPort sms = (account, callId, to, sender, text) -> {};
  private volatile WebPort web = (request, reply) -> reply.accept(new WebReply(0, "", "no web"));
  private volatile State state = State.STARTING;
  private final Set<CallSession> calls = ConcurrentHashMap.newKeySet();
  private final AtomicInteger busyLines = new AtomicInteger();
  private final ExecutorService mailboxes = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledThreadPoolExecutor scheduler;

  /**
   * Builds a desk that is not open yet.
   *
   * @param trunkOf names the trusted range an address belongs to
   */
  public CallDesk(
      CallSettings settings,
      FlowChooser chooser,
      PromptShelf prompts,
      MediaEngine media,
      CdrWriter records,
      CallLines lines,
      CallCounts counts,
      Function<InetAddress, String> trunkOf) {
    this.settings = settings;
    this.chooser = chooser;
    this.prompts = prompts;
    this.media = media;
    this.records = records;
    this.callLines = lines;
    this.counts = counts;
    this.trunkOf = trunkOf;
    this.localAddress = InetAddress::getHostAddress;
    this.scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("call-timers").factory());
    this.scheduler.setRemoveOnCancelPolicy(true);
  }

  /** Takes calls from now on; {@code localAddress} names our address as a peer sees it. */
  public void open(Function<InetAddress, String> newLocalAddress) {
    localAddress = newLocalAddress;
    state = State.OPEN;
  }

  /** Writes the record of a call that was not made here, beside those of the desk's own. */
  public void record(CallRow other) {
    records.write(other);
  }

  /** Where text messages go from now on; before that they are dropped. */
  public void sendSmsTo(SmsPort port) {
    sms = port;
  }

  /** Where requests of flows go from now on. */
  public void askBy(WebPort port) {
    web = port;
  }

  WebPort web() {
    return web;
  }

  /** Where recordings go from now on. */
  public void recordInto(RecordingFolder folder) {
    recordings = folder;
  }

  /** Who hears of greetings that callers have recorded. */
  public void tellGreetings(GreetingPort port) {
    greetings = port;
  }

  /** Which sources' callers belong to this installation. */
  public void trustAsOnNet(Predicate<InetAddress> sources) {
    onNet = sources;
  }

  /** Whether new calls are taken. */
  public State state() {
    return state;
  }

  /** Calls whose caller is there; a flow may still have something to do after its caller left. */
  public int active() {
    return busyLines.get();
  }

  @Override
  public List<LiveCall> live() {
    return calls.stream()
        .map(CallSession::live)
        .sorted(Comparator.comparing(LiveCall::start).thenComparing(LiveCall::callId))
        .toList();
  }

  @Override
  public boolean hangup(String callId) {
    Optional<CallSession> session =
        calls.stream().filter(call -> call.live().callId().equals(callId)).findFirst();
    session.ifPresent(call ->
        call.post(() ->
            call.hangup("Q.850;cause=16;text=\"ended by the operator\"", EndReasons.OPERATOR)));
    return session.isPresent();
  }

  @Override
  public void onInvite(IncomingCall call) {
    Instant now = Instant.now();
    InviteFacts facts = call.facts();
    String trunk = trunkOf.apply(facts.source().getAddress());
    CallStory story =
        new CallStory(
            facts.callId(), facts.fromUser(), facts.requestUser(), trunk, now, System.nanoTime());
    CallSession session = new CallSession(this, call, mailboxes, story);
    calls.add(session);
    busyLines.incrementAndGet();
    // In this order: the endpoint wants a listener before anything else, and an end that it tells
    // at once must come after the admission.
    session.post(() -> admit(call, session));
    call.listen(session.events());
    session.open();
  }

  private void admit(IncomingCall call, CallSession session) {
    InviteFacts facts = call.facts();
    boolean onNet = isOnNet(facts.source().getAddress());
    if (!takesOneMore(busyLines.get() - 1)) {
      session.refuse(EndReasons.refused(503, state), retryAfter());
      return;
    }
    chooser
        .choose(facts.requestUser(), onNet)
        .ifPresentOrElse(
            session::begin, () -> session.refuse(EndReasons.refused(404, state), Map.of()));
  }

  private boolean takesOneMore(int others) {
    return state == State.OPEN && others < settings.maxCalls();
  }

  private Map<String, String> retryAfter() {
    return state == State.DRAINING ? RETRY_LATER : RETRY_SOON;
  }

  @Override
  public int optionsStatus(String requestUser, InetAddress source) {
    if (!takesOneMore(busyLines.get())) {
      return 503;
    }
    // Trunks ping without a number: that asks whether the server is well, not whether somebody
    // answers.
    return requestUser.isEmpty() || chooser.answers(requestUser, isOnNet(source)) ? 200 : 404;
  }

  // What sessions use.

  CallSettings settings() {
    return settings;
  }

  ScheduledExecutorService scheduler() {
    return scheduler;
  }

  PromptShelf prompts() {
    return prompts;
  }

  RecordingFolder recordings() {
    return recordings;
  }

  GreetingPort greetings() {
    return greetings;
  }

  boolean isOnNet(InetAddress source) {
    return onNet.test(source);
  }

  SmsPort sms() {
    return sms;
  }

  long nowMs() {
    return System.nanoTime() / 1_000_000;
  }

  String localAddressFor(InetAddress peer) {
    return localAddress.apply(peer);
  }

  /** Media may go anywhere but to groups, to this machine from afar, and to our own services. */
  MediaAddressPolicy mediaPolicy(InetAddress signalling) {
    return MediaAddressPolicy.forSource(signalling, settings.ownPorts());
  }

  Optional<RtpSession> openMedia(MediaListener listener, InetAddress source) {
    return media.open(listener, settings.digitMode().apply(source));
  }

  void started(CallStory story) {
    Instant now = Instant.now();
    counts.started();
    records.started(story, now);
    callLines.started(story, now);
  }

  /** The caller is gone; called once a call, before {@link #ended}. */
  void lineFree() {
    busyLines.decrementAndGet();
  }

  /**
   * Called once a call. It leaves the table last, so that the server does not stop before its
   * record is written.
   */
  void ended(CallSession session, CallStory story, EndReason reason, SessionStats rtp) {
    try {
      CallRecord record = story.ended(reason, rtp);
      counts.ended(reason.slug());
      records.write(record);
      callLines.ended(record, Instant.now());
    } finally {
      calls.remove(session);
    }
  }

  // The end of the server.

  /** Refuses new calls, waits for the running ones, then hangs up on the rest. Blocks. */
  public void drain(long limitMs) throws InterruptedException {
    state = State.DRAINING;
    long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
    while (!calls.isEmpty() && System.nanoTime() - deadlineNs < 0) {
      Thread.sleep(DRAIN_LOOK_MS);
    }
    calls.forEach(call ->
        call.post(() -> call.hangup("Q.850;cause=41;text=\"shutting down\"", EndReasons.SHUTDOWN)));
    awaitNoCalls();
  }

  /** The last records are written; bounded. */
  private void awaitNoCalls() {
    try {
      for (int i = 0; !calls.isEmpty() && i < FAREWELL_LOOKS; i++) {
        Thread.sleep(DRAIN_LOOK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final long DRAIN_LOOK_MS = 20;
  private static final int FAREWELL_LOOKS =
      500; // ten seconds, for a slow disk and thousands of calls

  @Override
  public void close() {
    awaitNoCalls();
    scheduler.shutdownNow();
    mailboxes.shutdown();
  }
}
