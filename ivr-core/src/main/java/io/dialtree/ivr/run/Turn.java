package io.dialtree.ivr.run;

import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.config.model.FlowPaths;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.TextParts;
import io.dialtree.config.wording.Wording;
import io.dialtree.ivr.run.Activity.Collecting;
import io.dialtree.ivr.run.Activity.Playing;
import io.dialtree.ivr.run.Activity.Then;
import io.dialtree.ivr.run.EndReason.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The working copy of a state during one step: what actions change, and the commands that come of
 * it. Confined to one call of {@link FlowRun#step}.
 */
public final class Turn {
  /**
   * A menu walked as fast as keys can be pressed enters some nodes a second; a call of a thousand
   * goes in circles.
   */
  static final int STEPS_MAX = 1_000;

  /** Kazoo's own default: deeper nesting of flows is a loop through branches. */
  static final int BRANCHES_MAX = 50;

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

  // Variables of the run itself; no document can name them, because of their colon.
  private static final String RECORDING = "recording:id";
  private static final String RECORDED_MS = "recording:ms";
  private static final String GREETING = "greeting:";

  private final FlowBook book;
  private final RunState before;
  private final long wallMs;
  private final List<FlowCommand> commands = new ArrayList<>();
  private final Trail trail;
  private final Timers timers;
  private final WaitingKeys keys;
  private final List<Place> stack;
  private final Map<String, String> variables;
  private Place place;
  private boolean answered;
  private int steps;
  private int branches;
  private int noInputs;
  private int noMatches;
  private List<String> captures;
  private long playIds;
  private Activity activity;
  private boolean erred;
  private EndReason hungUp;
  private long requestIds;
  private final Map<String, Integer> entries;
  private boolean nodeDue;
  private boolean backInMenu;

  Turn(FlowBook book, RunState state, long nowMs, long wallMs) {
    this.book = book;
    this.before = state;
    this.wallMs = wallMs;
    this.trail = new Trail(state.course().trail());
    this.erred = state.course().erred();
    this.hungUp = state.course().hungUp();
    this.requestIds = state.course().requestIds();
    this.entries = new TreeMap<>(state.course().entries());
    this.timers = new Timers(state, commands, nowMs);
    this.keys = new WaitingKeys(state, nowMs);
    this.stack = new ArrayList<>(state.stack());
    this.variables = new TreeMap<>(state.variables());
    this.place = state.place();
    this.answered = state.answered();
    this.steps = state.steps();
    this.branches = state.branches();
    this.noInputs = state.noInputs();
    this.noMatches = state.noMatches();
    this.captures = state.captures();
    this.playIds = state.playIds();
    this.activity = state.activity();
  }

  Step step() {
    RunState after =
        new RunState(
            before.facts(),
            place,
            stack,
            answered,
            timers.held(),
            steps,
            branches,
            noInputs,
            noMatches,
            keys.all(),
            variables,
            captures,
            timers.digit(),
            keys.late(),
            timers.maxCall(),
            playIds,
            timers.started(),
            activity,
            new Course(trail.menus(), erred, hungUp, requestIds, entries));
    return new Step(after, commands);
  }

  /** All flows of this call. */
  public FlowBook book() {
    return book;
  }

  /** What the run waits for now. */
  public Activity activity() {
    return activity;
  }

  /** The clock on the wall: milliseconds since 1970-01-01T00:00Z. */
  public long wallMs() {
    return wallMs;
  }

  /** Text captured when the current flow's number was looked up. */
  public List<String> captures() {
    return captures;
  }

  /** Silences at this question. */
  public int noInputs() {
    return noInputs;
  }

  /** Wrong entries at this question. */
  public int noMatches() {
    return noMatches;
  }

  /** One more silence. */
  public void countNoInput() {
    noInputs++;
  }

  /** One more wrong entry. */
  public void countNoMatch() {
    noMatches++;
  }

  /** A question begins. */
  public void forgetAttempts() {
    if (backInMenu) {
      return;
    }
    noInputs = 0;
    noMatches = 0;
  }

  /** What was known of the call when it began. */
  public CallFacts facts() {
    return before.facts();
  }

  /** True when the call was answered. */
  public boolean isAnswered() {
    return answered;
  }

  /** Asks for something that needs no answer. */
  public void tell(FlowCommand command) {
    commands.add(command);
  }

  /** Keeps a value for placeholders. */
  public void remember(String variable, String value) {
    variables.put(variable, value);
  }

  /**
   * A variable of the run, of the call, or one that every call has: {@code caller}, {@code
   * dialled}, {@code call-id}, {@code capture-1} and so on. Empty for an unknown one.
   */
  public String value(String name) {
    CallFacts facts = before.facts();
    String known = variables.getOrDefault(name, facts.variables().getOrDefault(name, ""));
    if (!known.isEmpty()) {
      return known;
    }
    return switch (name) {
      case "caller" -> facts.from();
      case "dialled" -> facts.dialled();
      case "call-id" -> facts.callId();
      case Wording.LANGUAGE -> paths().language();
      default -> name.matches("capture-[1-9]") ? capture(name.charAt(8) - '1') : "";
    };
  }

  private String capture(int index) {
    return index < captures.size() ? captures.get(index) : "";
  }

  /** A text with its placeholders filled. */
  public String filled(String template) {
    return TextParts.text(template, this::value);
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

  /** Goes back to the menu the caller came from. */
  public void back() {
    Optional<Place> menu = trail.back();
    if (menu.isPresent()) {
      place = menu.get();
      nodeDue = true;
    } else {
      leave(Optional.empty(), EndReason.COMPLETED);
    }
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

  private long play(List<Prompt> prompts, String bargeInKeys, int times, int volumeDb) {
    List<Prompt> literal = prompts.stream().flatMap(prompt -> literal(prompt).stream()).toList();
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
    long recordingId = recordingId() + 1;
    variables.put(RECORDING, Long.toString(recordingId));
    commands.add(new FlowCommand.StartRecording(recordingId, maxMs));
    activity = new Activity.Recording(recordingId, 0);
  }

  /** The last recording of this run, 0 for none. */
  public long recordingId() {
    return Long.parseLong(variables.getOrDefault(RECORDING, "0"));
  }

  /** How long the last recording is. */
  public long recordedMs() {
    return Long.parseLong(variables.getOrDefault(RECORDED_MS, "0"));
  }

  /** Remembers how long the last recording is. */
  public void keepRecordedMs(long recordedMs) {
    variables.put(RECORDED_MS, Long.toString(recordedMs));
  }

  /** From here on this call hears the last recording as the greeting of that node. */
  public void replaceGreeting(String nodeId) {
    variables.put(GREETING + nodeId, Long.toString(recordingId()));
  }

  /** The greeting of the current node: its own, or what this caller recorded for it. */
  public List<Prompt> greeting(List<Prompt> own) {
    String recorded = variables.get(GREETING + place.nodeId());
    return recorded == null ? own : List.of(new Prompt.Recorded(Long.parseLong(recorded)));
  }

  /** Goes back to a menu, whose tries stay as they were. */
  public void backTo(String nodeId) {
    backInMenu = true;
    goTo(nodeId);
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

  /** Keys nobody has asked for yet. */
  public WaitingKeys waitingKeys() {
    return keys;
  }

  /** Goes to a node of this flow. */
  public void goTo(String nodeId) {
    place = new Place(place.flowId(), place.revision(), nodeId);
    nodeDue = true;
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
    } else if (stack.isEmpty() || hungUp()) {
      end(slug, HangupNode.DEFAULT_SIP_CODE, "");
    } else {
      place = stack.removeLast();
      nodeDue = true;
    }
  }

  /** Goes to the start of another flow; with a place to return to, that one waits on the stack. */
  public void enterFlow(FlowChoice choice, Optional<String> returnTo, boolean branch) {
    if (branch && !countBranch()) {
      return;
    }
    returnTo.ifPresent(nodeId -> stack.add(new Place(place.flowId(), place.revision(), nodeId)));
    captures = choice.captures();
    Flow flow = choice.flow();
    place = new Place(flow.id(), flow.revision(), flow.start());
    nodeDue = true;
  }

  /** False when that was one branch too many, which ends the call. */
  private boolean countBranch() {
    branches++;
    boolean allowed = branches <= BRANCHES_MAX;
    if (!allowed) {
      end(EndReason.BRANCH_LIMIT, SERVER_ERROR, "");
    }
    return allowed;
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
    if (FAULTS.contains(slug) && !erred && paths().onError().isPresent()) {
      erred = true;
      variables.put("error", slug);
      restartAt(paths().onError().get());
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
    steps = 0;
    branches = 0;
    goTo(nodeId);
  }

  void callerHungUp() {
    if (hungUp()) {
      hangup(hungUp);
      return;
    }
    EndReason reason = callersReason();
    Optional<String> onHangup = answered ? paths().onHangup() : Optional.empty();
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
    nodeDue = false;
  }

  boolean takeNodeDue() {
    boolean due = nodeDue;
    nodeDue = false;
    return due;
  }

  void begin() {
    nodeDue = true;
  }

  /** The current node, in the revision the call began with. */
  Optional<Node> node() {
    return book.flow(place.flowId())
        .filter(flow -> flow.revision().equals(place.revision()))
        .flatMap(flow -> flow.node(place.nodeId()));
  }

  /** Counts a node and records it; false when that was one too many. */
  boolean enter(Node node) {
    steps++;
    if (steps > STEPS_MAX) {
      end(EndReason.STEP_LIMIT, SERVER_ERROR, "");
      return false;
    }
    int entriesMax = paths().entriesMax();
    String entry = place.flowId() + " " + node.id();
    if (entriesMax > 0 && entries.merge(entry, 1, Integer::sum) > entriesMax) {
      end(EndReason.ENTRY_LIMIT, SERVER_ERROR, "");
      return false;
    }
    if (node instanceof MenuNode) {
      trail.reach(place);
    }
    commands.add(
        new FlowCommand.Enter(place.flowId(), node.id(), node.masked(), keys.all().length()));
    return true;
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
    long maxCallMs = book.flow(place.flowId()).map(Flow::maxCallMs).orElse(0L);
    if (maxCallMs > 0) {
      timers.startMaxCall(maxCallMs);
    }
  }

  Timers timers() {
    return timers;
  }

  private List<Prompt> literal(Prompt prompt) {
    String own = paths().language();
    return new Wording(value(Wording.LANGUAGE), own).literal(prompt, this::value);
  }

  private FlowPaths paths() {
    return book.flow(place.flowId()).map(Flow::paths).orElse(FlowPaths.NONE);
  }
}
