package io.dialtree.ivr.action;

import io.dialtree.config.model.GotoNode;
import io.dialtree.ivr.run.Turn;

/** Goes to another node. */
record GotoAction(GotoNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    if (node.branch()) {
      turn.branchTo(node.next());
    } else {
      turn.goTo(node.next());
    }
  }
}
