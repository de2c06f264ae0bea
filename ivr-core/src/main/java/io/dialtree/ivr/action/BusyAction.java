package io.dialtree.ivr.action;

import io.dialtree.config.model.BusyNode;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.Activity.Then;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.Turn;
import java.util.List;

/** Sounds busy, before the answer as early media, and ends the call. */
record BusyAction(BusyNode node) implements Action {
  /** 486 Busy Here (RFC 3261 section 21.4.24). */
  private static final int BUSY_HERE = 486;

  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    if (!turn.isAnswered()) {
      turn.tell(new FlowCommand.Progress());
    }
    if (!turn.line().play(List.of(node.tone()), "", node.times(), Then.NEXT, "")) {
      end(turn);
    }
  }

  @Override
  public void after(Activity.Playing played, Turn turn) {
    end(turn);
  }

  private static void end(Turn turn) {
    turn.end(EndReason.BUSY, BUSY_HERE, "");
  }
}
