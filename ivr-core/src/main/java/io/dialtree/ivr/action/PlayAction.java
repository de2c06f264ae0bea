package io.dialtree.ivr.action;

import io.dialtree.config.model.PlayNode;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.Activity.Then;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.Turn;

/** Plays and goes on. The key that stops it stays for the next question. */
record PlayAction(PlayNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return !node.prompts().isEmpty() && !node.early();
  }

  @Override
  public void run(Turn turn) {
    if (node.early() && !turn.isAnswered()) {
      turn.tell(new FlowCommand.Progress());
    }
    boolean skip = turn.waitingKeys().nextIsAmong(node.bargeInKeys());
    if (skip || !play(turn)) {
      turn.leave(node.next(), EndReason.COMPLETED);
    }
  }

  private boolean play(Turn turn) {
    return turn.line()
        .play(node.prompts(), node.bargeInKeys(), node.times(), node.volumeDb(), Then.NEXT, "");
  }

  @Override
  public void after(Activity.Playing played, Turn turn) {
    turn.leave(node.next(), EndReason.COMPLETED);
  }
}
