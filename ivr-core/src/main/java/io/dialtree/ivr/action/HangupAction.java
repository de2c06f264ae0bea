package io.dialtree.ivr.action;

import io.dialtree.config.model.HangupNode;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.Activity.Then;
import io.dialtree.ivr.run.Turn;

/** Ends the call, whatever waits on the stack. */
record HangupAction(HangupNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return !node.prompts().isEmpty();
  }

  @Override
  public void run(Turn turn) {
    if (!turn.line().play(node.prompts(), "", 1, Then.NEXT, "")) {
      turn.end(node.reason(), node.sipCode(), "");
    }
  }

  @Override
  public void after(Activity.Playing played, Turn turn) {
    turn.end(node.reason(), node.sipCode(), "");
  }
}
