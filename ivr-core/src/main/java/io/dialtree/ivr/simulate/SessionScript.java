package io.dialtree.ivr.simulate;

import io.dialtree.config.finding.OneLine;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.wording.Wording;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.ivr.run.RunState;
import io.dialtree.ivr.run.Step;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Notes a simulated call as a test that passes when the flow does the same again. */
final class SessionScript implements VirtualCall.Observer {
  private final VirtualCall.Observer next;
  private final List<String> steps = new ArrayList<>();
  private final List<String> web = new ArrayList<>();
  private String asked = "";
  private boolean listening;

  /** Passes everything on to another observer. */
  SessionScript(VirtualCall.Observer next) {
    this.next = next;
  }

  @Override
  public void onStep(long nowMs, RunState before, FlowEvent event, Step step) {
    next.onStep(nowMs, before, event, step);
    for (FlowCommand command : step.commands()) {
      switch (command) {
        case FlowCommand.Play play -> heard(play.prompts());
        case FlowCommand.HttpRequest request -> asked = request.request().url();
        case FlowCommand.Hangup hangup -> steps.add("ends: " + hangup.reason().slug());
        case FlowCommand.Reject reject -> steps.add("ends: " + reject.reason().slug());
        default -> {}
      }
    }
  }

  private void heard(List<Prompt> prompts) {
    String words =
        prompts.stream()
            .map(SessionScript::words)
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(" "));
    if (!words.isEmpty()) {
      steps.add("hears: " + quoted(words));
      listening = true;
    }
  }

  private static String words(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Named(String name) -> name;
      case Prompt.InLanguage(Prompt.Named(String name), _) -> name;
      default -> Wording.words(prompt);
    };
  }

  void presses(String keys) {
    listens();
    steps.add("presses: " + quoted(keys));
  }

  void waits(long ms) {
    listens();
    if (ms > 0) {
      steps.add("waits: " + ms + "ms");
    }
  }

  void hangsUp() {
    listens();
    steps.add("hangs-up");
  }

  void answered(int status, String body) {
    web.add("{url: %s, status: %d, body: %s}".formatted(quoted(asked), status, quoted(body)));
  }

  /** In a simulation prompts are over before the caller's turn. */
  private void listens() {
    if (listening) {
      steps.add("waits: prompts");
      listening = false;
    }
  }

  /** The document. */
  String yaml(String flowId, String dialled, long startedAtMs) {
    String at = LocalDateTime.ofEpochSecond(startedAtMs / 1000, 0, ZoneOffset.UTC) + "Z";
    StringBuilder yaml = new StringBuilder("name: " + quoted("a call to " + flowId) + "\n");
    String target = dialled.isEmpty() ? "flow: " + quoted(flowId) : "to: " + quoted(dialled);
    yaml.append("call: {%s, from: simulation, at: %s}%n".formatted(target, quoted(at)));
    if (!web.isEmpty()) {
      yaml.append("web:\n");
      web.forEach(it -> yaml.append("  - ").append(it).append('\n'));
    }
    yaml.append("steps:\n");
    steps.forEach(it -> yaml.append("  - ").append(it).append('\n'));
    return yaml.toString();
  }

  private static String quoted(String text) {
    return '"' + OneLine.of(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
