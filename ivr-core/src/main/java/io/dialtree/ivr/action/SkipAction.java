package io.dialtree.ivr.action;

import io.dialtree.config.model.SkipNode;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.Turn;

/** Goes on. */
record SkipAction(SkipNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    turn.leave(node.next(), EndReason.COMPLETED);
  }
}
