package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.MemorySource;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.model.Prompt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A call without a network: every play lasts one second, time is a number. Every state is written
 * as JSON and read back before it is used, and events and commands take the same way, so that each
 * test also proves the round trip.
 */
final class FakeCall {
  static final long PLAY_MS = 1_000;

  private final FlowBook book;
  private final FlowRun run;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::atMs).thenComparingLong(Due::order));
  private final List<String> story = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final List<String> path = new ArrayList<>();
  private RunState state;
  private long nowMs;
  private long order;
  private final long wallMs;
  private final Queue<String> replies = new ArrayDeque<>();
  private final List<HttpTemplate> requests = new ArrayList<>();
  private long recordingSinceMs;

  private record Due(long atMs, long order, FlowEvent event) {}

  private FakeCall(
      FlowBook book, FlowChoice choice, CallFacts facts, long wallMs, List<String> replies) {
    this.wallMs = wallMs;
    this.replies.addAll(replies);
    this.book = book;
    run = new FlowRun(book);
    state = FlowRun.initial(choice, facts);
    event(new FlowEvent.Started());
  }

  /** A call to this number in a configuration of these documents. */
  static FakeCall to(String dialled, Map<String, String> documents) {
    return to(dialled, documents, 0);
  }

  /** As {@link #to}, at a time of the wall's clock, with web services that answer these bodies. */
  static FakeCall to(
      String dialled, Map<String, String> documents, long wallMs, String... replies) {
    LoadedConfig config = ConfigFolder.load(MemorySource.of(documents), Map.of(), Map.of());
    assertThat(
            config.findings().stream()
                .filter(f -> f.isError() && !f.rule().equals("missing-prompt")))
        .isEmpty();
    FlowBook book = config.flows();
    CallFacts facts = new CallFacts("call", "100", "200", dialled, Map.of(), List.of());
    return new FakeCall(book, book.choose(dialled).orElseThrow(), facts, wallMs, List.of(replies));
  }

  /** The same by this caller. */
  static FakeCall to(String dialled, Map<String, String> documents, Caller caller) {
    LoadedConfig config = ConfigFolder.load(MemorySource.of(documents), Map.of(), Map.of());
    return to(dialled, config.flows(), caller);
  }

  /** A call by this caller to this number in a book. */
  static FakeCall to(String dialled, FlowBook book, Caller caller) {
    CallFacts facts =
        new CallFacts("call", caller.number(), "200", dialled, Map.of(), List.of(), caller);
    return new FakeCall(book, book.choose(dialled).orElseThrow(), facts, 0, List.of());
  }

  /** A call into this flow, whatever numbers it has. */
  static FakeCall into(Flow flow, Caller caller) {
    CallFacts facts =
        new CallFacts("call", caller.number(), "200", "", Map.of(), List.of(), caller);
    FlowBook book = new FlowBook(List.of(flow), Optional.empty());
    return new FakeCall(book, new FlowChoice(flow, List.of()), facts, 0, List.of());
  }

  /** Presses keys now, one after the other without time between them. */
  FakeCall press(String keys) {
    keys.chars().forEach(key -> event(new FlowEvent.Digit((char) key)));
    return this;
  }

  /** Lets time go by. */
  FakeCall pass(long ms) {
    long untilMs = nowMs + ms;
    for (Due next = due.peek(); next != null && next.atMs() <= untilMs; next = due.peek()) {
      due.remove();
      nowMs = next.atMs();
      event(next.event());
    }
    nowMs = untilMs;
    return this;
  }

  FakeCall event(FlowEvent event) {
    Step direct = run.step(state, event, nowMs, wallMs + nowMs);
    Step again =
        run.step(
            RunJson.readState(RunJson.write(state)),
            RunJson.readEvent(RunJson.write(event)),
            nowMs,
            wallMs + nowMs);
    assertThat(again).isEqualTo(direct);
    state = direct.state();
    direct.commands().forEach(this::command);
    return this;
  }

  /** Prompts that began to play. */
  List<String> heard() {
    return heard;
  }

  /** HTTP requests that were sent. */
  List<HttpTemplate> requests() {
    return requests;
  }

  /** Nodes in order. */
  List<String> path() {
    return path;
  }

  /** All commands, with their times. */
  List<String> story() {
    return story;
  }

  FlowBook book() {
    return book;
  }

  RunState state() {
    return state;
  }

  /** Why it ended, empty while it goes on. */
  Optional<String> ended() {
    return state.activity() instanceof Activity.Ended(EndReason reason)
        ? Optional.of(reason.slug())
        : Optional.empty();
  }

  private void command(FlowCommand command) {
    assertThat(RunJson.readCommand(RunJson.write(command))).isEqualTo(command);
    story.add(nowMs + " " + command);
    switch (command) {
      case FlowCommand.Answer() -> after(0, new FlowEvent.Answered());
      case FlowCommand.Play play -> play(play);
      case FlowCommand.StopPlay(long playId) -> {
        due.removeIf(it -> it.event().equals(new FlowEvent.PlayEnded(playId)));
        after(0, new FlowEvent.PlayEnded(playId));
      }
      case FlowCommand.StartTimer(String timerId, long delayMs) ->
          after(delayMs, new FlowEvent.TimerFired(timerId));
      case FlowCommand.CancelTimer(String timerId) ->
          due.removeIf(it -> it.event().equals(new FlowEvent.TimerFired(timerId)));
      case FlowCommand.HttpRequest(long requestId, HttpTemplate request) -> {
        requests.add(request);
        if (!replies.isEmpty()) {
          after(500, new FlowEvent.HttpAnswered(requestId, 200, replies.remove()));
        } else {
          after(request.limitMs(), new FlowEvent.HttpAnswered(requestId, 0, ""));
        }
      }
      case FlowCommand.Enter(String flowId, String nodeId, _, _) -> path.add(flowId + ":" + nodeId);
      case FlowCommand.StartRecording(long id, long maxMs) -> {
        recordingSinceMs = nowMs;
        after(maxMs, new FlowEvent.RecordingEnded(id, maxMs));
      }
      case FlowCommand.StopRecording(long id) -> {
        due.removeIf(it -> it.event() instanceof FlowEvent.RecordingEnded);
        after(0, new FlowEvent.RecordingEnded(id, nowMs - recordingSinceMs));
      }
      case FlowCommand.KeepRecording _,
          FlowCommand.Progress _,
          FlowCommand.RecordCall _,
          FlowCommand.Tag _,
          FlowCommand.SendSms _ -> {}
      case FlowCommand.Reject _, FlowCommand.Hangup _ -> due.clear();
    }
  }

  private void play(FlowCommand.Play play) {
    play.prompts().forEach(prompt -> heard.add(label(prompt)));
    if (play.times() > 0) {
      after(PLAY_MS * play.times(), new FlowEvent.PlayEnded(play.playId()));
    }
  }

  private static String label(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Named(String name) -> name;
      case Prompt.System(String name) -> "system:" + name;
      case Prompt.Text text -> text.text();
      case Prompt.Tone tone -> "tone:" + tone.lowHz() + "+" + tone.highHz();
      case Prompt.Recorded(long id) -> "recorded:" + id;
      case Prompt.Silence(long ms) -> ms + " ms";
      case Prompt.InLanguage(Prompt inner, String language) -> language + "/" + label(inner);
      case Prompt.Translated _, Prompt.Value _ ->
          throw new AssertionError("not literal: " + prompt);
    };
  }

  private void after(long delayMs, FlowEvent event) {
    order++;
    due.add(new Due(nowMs + delayMs, order, event));
  }
}
