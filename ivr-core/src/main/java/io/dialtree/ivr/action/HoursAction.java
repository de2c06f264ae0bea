package io.dialtree.ivr.action;

import io.dialtree.config.model.HoursNode;
import io.dialtree.ivr.run.Turn;

/** Goes where the hour says. */
record HoursAction(HoursNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    turn.goTo(node.target(node.calendar().at(turn.wallMs())));
  }
}
