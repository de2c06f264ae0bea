package io.dialtree.ivr.action;

import io.dialtree.config.model.CollectNode;
import io.dialtree.ivr.run.Turn;

/** Asks for a number and remembers it. */
final class CollectAction extends QuestionAction {
  private final CollectNode node;

  CollectAction(CollectNode node) {
    super(node.question());
    this.node = node;
  }

  @Override
  boolean accept(String digits, Turn turn) {
    boolean good = node.pattern().map(pattern -> pattern.matches(digits)).orElse(true);
    if (good) {
      turn.memory().remember(node.variable(), digits);
      turn.goTo(node.next());
    }
    return good;
  }

  @Override
  boolean complete(String digits) {
    return false;
  }
}
