package io.dialtree.ivr.action;

import io.dialtree.config.model.CallerMatchNode;
import io.dialtree.ivr.run.Caller;
import io.dialtree.ivr.run.Turn;

/** Goes one of two ways by the caller's number. */
record CallerMatchAction(CallerMatchNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    Caller caller = turn.memory().facts().caller();
    boolean matches = node.matches(caller.number(), caller.anonymous());
    turn.goTo(matches ? node.match() : node.noMatch());
  }
}
