package io.dialtree.ivr.simulate;

import io.dialtree.config.model.Attempts;
import io.dialtree.config.model.CollectNode;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.ivr.run.DigitTimer;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.ivr.run.Place;
import io.dialtree.ivr.run.RunState;
import io.dialtree.ivr.run.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells what happens in a call, with the clock in front. */
final class Storyteller implements VirtualCall.Observer {
  private final FlowBook book;
  private final List<String> lines = new ArrayList<>();

  Storyteller(Flow flow, FlowBook book) {
    this.book = book;
    lines.add("flow " + flow.id() + " (" + flow.name() + "), revision " + flow.revision());
  }

  /** What was told since the last time. */
  List<String> takeLines() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  /** A line without a time. */
  void say(String line) {
    lines.add(line);
  }

  @Override
  public void onStep(long nowMs, RunState before, FlowEvent event, Step step) {
    tellEvent(nowMs, before, event, step.state());
    String node = before.place().nodeId();
    for (FlowCommand command : step.commands()) {
      node = command instanceof FlowCommand.Enter enter ? enter.nodeId() : node;
      tellCommand(nowMs, node, command, step.state());
    }
  }

  private void tellEvent(long nowMs, RunState before, FlowEvent event, RunState after) {
    switch (event) {
      case FlowEvent.Digit(char digit) -> at(nowMs, "key " + digit);
      case FlowEvent.TimerFired(String timerId)
          when before.digitTimer().kind() == DigitTimer.Kind.FIRST_DIGIT
              && before.digitTimer().id().equals(timerId) ->
          at(nowMs, "no input" + ofLimit(before, after.noInputs() > before.noInputs(), true));
      case FlowEvent.HttpAnswered(_, int status, _) ->
          at(nowMs, status == 0 ? "no answer" : "answer " + status);
      case FlowEvent.Held() -> at(nowMs, "on hold");
      case FlowEvent.Resumed() -> at(nowMs, "back from hold");
      default -> {}
    }
    if (after.noMatches() > before.noMatches() && after.place().equals(before.place())) {
      at(nowMs, "no match" + ofLimit(before, true, false));
    }
  }

  private String ofLimit(RunState before, boolean counted, boolean noInput) {
    Optional<Attempts> attempts = attempts(before.place());
    if (!counted || attempts.isEmpty()) {
      return "";
    }
    Attempts limits = attempts.get();
    int own = noInput ? before.noInputs() : before.noMatches();
    int used = 1 + (limits.shared() ? before.noInputs() + before.noMatches() : own);
    return ", " + used + " of " + (noInput ? limits.noInput() : limits.noMatch());
  }

  private Optional<Attempts> attempts(Place place) {
    Optional<Node> node = book.flow(place.flowId()).flatMap(flow -> flow.node(place.nodeId()));
    return node.flatMap(it ->
        switch (it) {
          case MenuNode menu -> Optional.of(menu.question().attempts());
          case CollectNode collect -> Optional.of(collect.question().attempts());
          default -> Optional.empty();
        });
  }

  private void tellCommand(long nowMs, String node, FlowCommand command, RunState after) {
    switch (command) {
      case FlowCommand.Answer() -> at(nowMs, "answered");
      case FlowCommand.Play play -> at(nowMs, node + ": " + words(play));
      case FlowCommand.StopPlay _ -> at(nowMs, "prompt stopped");
      case FlowCommand.StartTimer(String timerId, long delayMs)
          when after.digitTimer().id().equals(timerId)
              && after.digitTimer().kind() == DigitTimer.Kind.FIRST_DIGIT ->
          at(nowMs, "waits " + seconds(delayMs) + " for a key");
      case FlowCommand.HttpRequest(_, HttpTemplate request) ->
          at(nowMs, node + ": " + request.method() + " " + request.url());
      case FlowCommand.Reject(EndReason reason, String phrase) ->
          at(nowMs, "refused with " + (reason.sipCode() + " " + phrase).strip());
      case FlowCommand.Hangup(EndReason reason) -> at(nowMs, "ended: " + reason.slug());
      case FlowCommand.Progress() -> at(nowMs, "early audio");
      case FlowCommand.RecordCall() -> at(nowMs, "the call is recorded from here on");
      case FlowCommand.StartRecording _ -> at(nowMs, "records the caller");
      case FlowCommand.StopRecording _ -> at(nowMs, "recording stopped");
      case FlowCommand.KeepRecording keep -> at(nowMs, "recording kept as " + keep.name());
      case FlowCommand.Tag(List<String> tags) -> at(nowMs, "tagged " + String.join(", ", tags));
      case FlowCommand.SendSms(String to, String sender, String text) ->
          at(nowMs, "text message to " + to + " from " + sender + ": " + text);
      case FlowCommand.StartTimer _, FlowCommand.CancelTimer _, FlowCommand.Enter _ -> {}
    }
  }

  private static String words(FlowCommand.Play play) {
    String words = play.prompts().stream().map(PromptText::of).collect(Collectors.joining(" "));
    return switch (play.times()) {
      case 0 -> words + " (again and again)";
      case 1 -> words;
      default -> words + " (" + play.times() + " times)";
    };
  }

  private void at(long nowMs, String what) {
    lines.add("+" + seconds(nowMs) + " " + what);
  }

  private static String seconds(long ms) {
    return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
  }
}
