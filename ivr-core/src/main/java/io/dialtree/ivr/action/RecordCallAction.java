package io.dialtree.ivr.action;

import io.dialtree.config.model.RecordCallNode;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.Turn;

/** Records the call from here on. */
record RecordCallAction(RecordCallNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    turn.tell(new FlowCommand.RecordCall());
    turn.goTo(node.next());
  }
}
