package io.dialtree.ivr.action;

import io.dialtree.config.model.BackNode;
import io.dialtree.ivr.run.Turn;

/** Goes back to the menu before. */
record BackAction(BackNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    turn.back();
  }
}
