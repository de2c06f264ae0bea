package io.dialtree.ivr.action;

import io.dialtree.config.model.HoldMusicNode;
import io.dialtree.ivr.run.Turn;

/** Keeps the choice for whoever holds or calls. */
record HoldMusicAction(HoldMusicNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    turn.memory().remember(HoldMusicNode.VARIABLE, node.playlist());
    turn.goTo(node.next());
  }
}
