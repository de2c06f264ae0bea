package io.dialtree.ivr.run;

import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.Prompt;
import io.dialtree.ivr.run.Activity.Collecting;
import io.dialtree.ivr.run.Activity.Playing;
import io.dialtree.ivr.run.Activity.Then;
import io.dialtree.ivr.run.EndReason.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The working copy of a state during one step: what actions change, and the commands that come of
 * it. It is in parts: {@link Memory}, {@link Whereabouts}, {@link Tries}, {@link WaitingKeys} and
 * {@link Timers}; itself it knows what the run waits for and how it ends. Confined to one call of
 * {@link FlowRun#step}.
 */
public final class Turn {
  /** What a call is refused with when its flow is at fault (RFC 3261 section 21.5.1). */
  public static final int SERVER_ERROR = 500;

  private static final int OK = 200;

  /** Ends that are the fault of the flow or of what it needs. */
  private static final Set<String> FAULTS =
      Set.of(
          EndReason.STEP_LIMIT,
          EndReason.BRANCH_LIMIT,
          EndReason.ENTRY_LIMIT,
          EndReason.FLOW_MISSING,
          EndReason.HTTP_FAILED);

  private final FlowBook book;
  private final long wallMs;
  private final List<FlowCommand> commands = new ArrayList<>();
  private final Whereabouts where;
  private final Memory memory;
  private final Tries tries;
  private final Timers timers;
  private final WaitingKeys keys;
  private boolean answered;
  private long playIds;
  private long requestIds;
  private Activity activity;
  private boolean erred;
  private EndReason hungUp;

  Turn(FlowBook book, RunState state, long nowMs, long wallMs) {
    this.book = book;
    this.wallMs = wallMs;
    this.where = new Whereabouts(book, state);
    this.memory = new Memory(state, () -> where.paths().language());
    this.tries = new Tries(state);
    this.timers = new Timers(state, commands, nowMs);
    this.keys = new WaitingKeys(state, nowMs);
    this.answered = state.answered();
    this.playIds = state.playIds();
    this.requestIds = state.course().requestIds();
    this.activity = state.activity();
    this.erred = state.course().erred();
    this.hungUp = state.course().hungUp();
  }

  Step step() {
    RunState after =
        new RunState(
            memory.facts(),
            where.place(),
            where.stack(),
            answered,
            timers.held(),
            where.steps(),
            where.branches(),
            tries.noInputs(),
            tries.noMatches(),
            keys.all(),
            memory.variables(),
            memory.captures(),
            timers.digit(),
            keys.late(),
            timers.maxCall(),
            playIds,
            timers.started(),
            activity,
            new Course(where.menus(), erred, hungUp, requestIds, where.entries()));
    return new Step(after, commands);
  }

  // Its parts.

  /** All flows of this call. */
  public FlowBook book() {
    return book;
  }

  /** The account of the current flow, empty text when it belongs to all. */
  public String account() {
    return where.flow().map(Flow::account).orElse("");
  }

  /** What the run knows of its call. */
  public Memory memory() {
    return memory;
  }

  /** How often the current question has failed. */
  public Tries tries() {
    return tries;
  }

  /** Keys nobody has asked for yet. */
  public WaitingKeys waitingKeys() {
    return keys;
  }

  Timers timers() {
    return timers;
  }

  Whereabouts where() {
    return where;
  }

  /** The clock on the wall: milliseconds since 1970-01-01T00:00Z. */
  public long wallMs() {
    return wallMs;
  }

  // What the run waits for.

  /** What the run waits for now. */
  public Activity activity() {
    return activity;
  }

  /** Asks for something that needs no answer. */
  public void tell(FlowCommand command) {
    commands.add(command);
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param waiting played again and again meanwhile
   */
  public void request(HttpTemplate request, List<Prompt> waiting) {
    requestIds++;
    commands.add(new FlowCommand.HttpRequest(requestIds, request));
    activity = new Activity.Requesting(requestIds, play(waiting, "", 0));
  }

  /** The answer is there. */
  public void stopRequesting(Activity.Requesting requesting) {
    if (requesting.playId() != 0) {
      stopPlay(requesting.playId());
    }
    activity = new Activity.Idle();
  }

  /** Plays and waits for the end; false when there is nothing to play. */
  public boolean play(List<Prompt> prompts, String bargeInKeys, int times, Then then, String note) {
    return play(prompts, bargeInKeys, times, 0, then, note);
  }

  /** The same, so many decibels louder. */
  public boolean play(
      List<Prompt> prompts, String bargeInKeys, int times, int volumeDb, Then then, String note) {
    long playId = play(prompts, bargeInKeys, times, volumeDb);
    if (playId != 0) {
      activity = new Playing(playId, bargeInKeys, then, note);
    }
    return playId != 0;
  }

  /** Plays; 0 when there is nothing to play. */
  public long play(List<Prompt> prompts, String bargeInKeys, int times) {
    return play(prompts, bargeInKeys, times, 0);
  }

  /** The same, so many decibels louder. */
  public long play(List<Prompt> prompts, String bargeInKeys, int times, int volumeDb) {
    List<Prompt> literal = memory.literal(prompts);
    if (literal.isEmpty() || hungUp()) {
      return 0;
    }
    playIds++;
    commands.add(new FlowCommand.Play(playIds, literal, bargeInKeys, times, volumeDb));
    return playIds;
  }

  /** Stops a play. */
  public void stopPlay(long playId) {
    commands.add(new FlowCommand.StopPlay(playId));
  }

  /** Records the caller and waits for the end of it. */
  public void record(long maxMs) {
    long recordingId = memory.nextRecordingId();
    commands.add(new FlowCommand.StartRecording(recordingId, maxMs));
    activity = new Activity.Recording(recordingId, 0);
  }

  /** Waits for keys. */
  public void collect(Collecting collecting) {
    activity = collecting;
  }

  /** The input is finished: no timer runs and no key belongs to it. */
  public void stopCollecting() {
    timers.cancelDigit();
    activity = new Activity.Idle();
  }

  /** Starts the digit timer anew. While the call is held it only waits to be started. */
  public void startTimer(DigitTimer.Kind kind, long delayMs) {
    timers.startDigit(kind, delayMs);
  }

  /** The greeting of the current node: its own, or what this caller recorded for it. */
  public List<Prompt> greeting(List<Prompt> own) {
    return memory.greeting(where.place().nodeId(), own);
  }

  // Where it goes.

  /** Goes to a node of this flow. */
  public void goTo(String nodeId) {
    where.goTo(nodeId);
  }

  /** Goes back to a menu, whose tries stay as they were. */
  public void backTo(String nodeId) {
    tries.keep();
    goTo(nodeId);
  }

  /** Goes back to the menu the caller came from. */
  public void back() {
    if (!where.back()) {
      leave(Optional.empty(), EndReason.COMPLETED);
    }
  }

  /** Goes to a node of this flow, as one more branch of the call. */
  public void branchTo(String nodeId) {
    if (countBranch()) {
      goTo(nodeId);
    }
  }

  /**
   * Goes to a node, or ends this flow: the flow that called it goes on, else the call ends for this
   * reason.
   */
  public void leave(Optional<String> nodeId, String slug) {
    if (nodeId.isPresent()) {
      goTo(nodeId.get());
    } else if (hungUp() || !where.up()) {
      end(slug, HangupNode.DEFAULT_SIP_CODE, "");
    }
  }

  /** Goes to the start of another flow; with a place to return to, that one waits on the stack. */
  public void enterFlow(FlowChoice choice, Optional<String> returnTo, boolean branch) {
    if (!branch || countBranch()) {
      memory.capture(choice.captures());
      where.enter(choice.flow(), returnTo);
    }
  }

  /** False when that was one branch too many, which ends the call. */
  private boolean countBranch() {
    boolean allowed = where.countBranch();
    if (!allowed) {
      end(EndReason.BRANCH_LIMIT, SERVER_ERROR, "");
    }
    return allowed;
  }

  /** Counts a node and records it; false when that was one too many. */
  boolean enter(Node node) {
    Optional<String> bound = where.count(node);
    if (bound.isPresent()) {
      end(bound.get(), SERVER_ERROR, "");
    } else {
      String flowId = where.place().flowId();
      commands.add(new FlowCommand.Enter(flowId, node.id(), node.masked(), keys.all().length()));
    }
    return bound.isEmpty();
  }

  // How it begins and ends.

  /** True when the call was answered. */
  public boolean isAnswered() {
    return answered;
  }

  /** Asks for the answer unless the call has it. */
  boolean waitForAnswer() {
    if (!answered) {
      activity = new Activity.Answering();
      commands.add(new FlowCommand.Answer());
    }
    return !answered;
  }

  void answered() {
    answered = true;
    long maxCallMs = where.flow().map(Flow::maxCallMs).orElse(0L);
    if (maxCallMs > 0) {
      timers.startMaxCall(maxCallMs);
    }
  }

  /**
   * Ends the call from our side: a call that was not answered is refused.
   *
   * @param sipCode the refusal
   */
  public void end(String slug, int sipCode, String reasonPhrase) {
    if (hungUp()) {
      hangup(hungUp);
      return;
    }
    if (FAULTS.contains(slug) && !erred && where.paths().onError().isPresent()) {
      erred = true;
      memory.remember("error", slug);
      restartAt(where.paths().onError().get());
      return;
    }
    boolean refusable = !answered && !(activity instanceof Activity.Answering);
    if (refusable) {
      String why = slug.equals(EndReason.COMPLETED) ? EndReason.REJECTED : slug;
      EndReason reason = new EndReason(Who.US, why, sipCode);
      finish(reason, new FlowCommand.Reject(reason, reasonPhrase));
    } else {
      hangup(new EndReason(Who.US, slug, OK));
    }
  }

  /** The caller is gone and the flow's {@code on-hangup} runs. */
  boolean hungUp() {
    return !hungUp.equals(Course.GOING_ON);
  }

  private void restartAt(String nodeId) {
    timers.cancelDigit();
    activity = new Activity.Idle();
    where.restartAt(nodeId);
  }

  void callerHungUp() {
    if (hungUp()) {
      hangup(hungUp);
      return;
    }
    EndReason reason = callersReason();
    Optional<String> onHangup = answered ? where.paths().onHangup() : Optional.empty();
    if (onHangup.isPresent()) {
      hungUp = reason;
      restartAt(onHangup.get());
    } else {
      hangup(reason);
    }
  }

  private EndReason callersReason() {
    boolean cancelled = !answered && !(activity instanceof Activity.Answering);
    // RFC 3261 section 9.2: an INVITE that was cancelled is answered with 487.
    return cancelled
        ? new EndReason(Who.CALLER, EndReason.CALLER_CANCEL, 487)
        : new EndReason(Who.CALLER, EndReason.CALLER_HANGUP, OK);
  }

  private void hangup(EndReason reason) {
    finish(reason, new FlowCommand.Hangup(reason));
  }

  private void finish(EndReason reason, FlowCommand last) {
    commands.add(last);
    activity = new Activity.Ended(reason);
    where.stay();
  }
}
