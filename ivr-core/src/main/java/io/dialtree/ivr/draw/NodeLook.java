package io.dialtree.ivr.draw;

import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.wording.Wording;
import java.util.Locale;
import java.util.Optional;

/** What the picture says of one node, and in which colour. */
final class NodeLook {
  private static final int LABEL_MAX = 32;
  private static final int CHARACTER = 7;
  private static final int WIDTH_MIN = 110;

  private final Flow flow;
  private final Node node;

  NodeLook(Flow flow, Node node) {
    this.flow = flow;
    this.node = node;
  }

  /** The name of its style. */
  String style() {
    if (node.id().equals(flow.start())) {
      return "start";
    }
    String kind = kind();
    if (kind.equals("menu") || kind.equals("collect")) {
      return "question";
    }
    return node.targets().isEmpty() ? "end" : "step";
  }

  String name() {
    return shortened(node.id());
  }

  /** What it does, and when, unless the flow simply comes to it. */
  String note() {
    boolean onError = flow.paths().onError().equals(Optional.of(node.id()));
    boolean onHangup = flow.paths().onHangup().equals(Optional.of(node.id()));
    return (onError ? "on error: " : "") + (onHangup ? "on hangup: " : "") + kind();
  }

  private String kind() {
    return node instanceof EnterFlowNode enter
        ? "flow " + shortened(enter.flowId())
        : node.getClass()
            .getSimpleName()
            .replace("Node", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT);
  }

  /** Pixels that its box needs. */
  double width() {
    return Math.max(WIDTH_MIN, Math.max(name().length() * CHARACTER, note().length() * 6) + 36);
  }

  /** Its name and all that it says, for whoever points at it. */
  String words() {
    StringBuilder words = new StringBuilder(node.id());
    for (Prompt prompt : node.prompts()) {
      String text =
          switch (prompt) {
            case Prompt.Named(String name) -> "[" + name + "]";
            case Prompt.Translated translated -> String.join(" / ", translated.texts().values());
            case Prompt.Value value -> value.value();
            default -> Wording.words(prompt);
          };
      words.append('\n').append(text);
    }
    return words.toString();
  }

  static String shortened(String text) {
    return text.length() <= LABEL_MAX ? text : text.substring(0, LABEL_MAX - 1) + "…";
  }
}
