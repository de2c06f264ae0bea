package io.dialtree.ivr.action;

import io.dialtree.config.model.SetNode;
import io.dialtree.ivr.run.Turn;

/** Gives variables their values. */
record SetAction(SetNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    node.values()
        .forEach((name, template) -> turn.memory().remember(name, turn.memory().filled(template)));
    turn.goTo(node.next());
  }
}
