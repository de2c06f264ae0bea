package io.dialtree.ivr.action;

import io.dialtree.config.model.ResponseNode;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.Activity.Then;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.Turn;

/** Refuses the call; with prompts, or after the answer, it plays them and hangs up. */
record ResponseAction(ResponseNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return !node.prompts().isEmpty();
  }

  @Override
  public void run(Turn turn) {
    if (!turn.line().play(node.prompts(), "", 1, Then.NEXT, "")) {
      end(turn);
    }
  }

  @Override
  public void after(Activity.Playing played, Turn turn) {
    end(turn);
  }

  private void end(Turn turn) {
    turn.end(EndReason.REJECTED, node.sipCode(), node.reason());
  }
}
