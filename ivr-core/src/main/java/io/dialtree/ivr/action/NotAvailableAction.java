package io.dialtree.ivr.action;

import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.NotAvailableNode;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.Activity.Then;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.Turn;

/** Goes on without what is missing, or says so and ends the call, whatever waits on the stack. */
record NotAvailableAction(NotAvailableNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return node.instead().isEmpty() && !node.prompts().isEmpty();
  }

  @Override
  public void run(Turn turn) {
    if (node.instead().isPresent()) {
      turn.goTo(node.instead().get());
    } else if (!turn.line().play(node.prompts(), "", 1, Then.NEXT, "")) {
      end(turn);
    }
  }

  @Override
  public void after(Activity.Playing played, Turn turn) {
    end(turn);
  }

  private static void end(Turn turn) {
    turn.end(EndReason.NOT_AVAILABLE, HangupNode.DEFAULT_SIP_CODE, "");
  }
}
