package io.dialtree.ivr.script;

import io.dialtree.config.model.Prompt;
import io.dialtree.config.wording.Wording;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.ivr.run.RunState;
import io.dialtree.ivr.run.Step;
import io.dialtree.ivr.simulate.VirtualCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Notes what a call said, where it went and what it asked. Confined to one thread. */
final class Witness implements VirtualCall.Observer {
  private final Coverage coverage;
  private final List<Heard> heard = new ArrayList<>();
  private final List<String> reached = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private String flowId = "";
  private String nodeId = "";

  Witness(Coverage coverage) {
    this.coverage = coverage;
  }

  /**
   * Prompts that were played together.
   *
   * @param words texts in words, files by their names
   * @param names of files and system prompts
   */
  record Heard(String node, String words, List<String> names) {
    boolean matches(String text) {
      return names.contains(text) || plain(words).contains(plain(text));
    }
  }

  List<Heard> heard() {
    return heard;
  }

  List<String> reached() {
    return reached;
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public void onStep(long nowMs, RunState before, FlowEvent event, Step step) {
    for (FlowCommand command : step.commands()) {
      switch (command) {
        case FlowCommand.Enter enter -> enter(enter);
        case FlowCommand.Play play -> heard.add(heard(play.prompts()));
        case FlowCommand.HttpRequest request -> asked.add(request.request().url());
        default -> {}
      }
    }
  }

  private void enter(FlowCommand.Enter enter) {
    if (enter.flowId().equals(flowId)) {
      coverage.way(flowId, nodeId, enter.nodeId());
    }
    flowId = enter.flowId();
    nodeId = enter.nodeId();
    reached.add(nodeId);
    coverage.node(flowId, nodeId);
  }

  private Heard heard(List<Prompt> prompts) {
    String words = prompts.stream().map(Witness::words).collect(Collectors.joining(" ")).strip();
    List<String> names = prompts.stream().map(Witness::name).toList();
    return new Heard(nodeId, words, names);
  }

  static String words(Prompt prompt) {
    String words = Wording.words(prompt);
    return words.isEmpty() ? name(prompt) : words;
  }

  private static String name(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Named(String name) -> name;
      case Prompt.System(String name) -> name;
      case Prompt.InLanguage(Prompt inner, _) -> name(inner);
      case Prompt.Tone _ -> "tone";
      case Prompt.Recorded _ -> "recording";
      case Prompt.Text _, Prompt.Silence _, Prompt.Translated _, Prompt.Value _ -> "";
    };
  }

  /** Small letters and digits, one space between words. */
  static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}*#]+", " ").strip();
  }
}
