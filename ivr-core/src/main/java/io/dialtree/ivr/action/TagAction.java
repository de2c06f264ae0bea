package io.dialtree.ivr.action;

import io.dialtree.config.model.TagNode;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.Turn;

/** Adds words to the record of the call. */
record TagAction(TagNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    turn.tell(new FlowCommand.Tag(node.tags()));
    turn.goTo(node.next());
  }
}
