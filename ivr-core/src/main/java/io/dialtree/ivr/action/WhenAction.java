package io.dialtree.ivr.action;

import io.dialtree.config.model.WhenNode;
import io.dialtree.ivr.run.Turn;

/** Goes where the first condition that holds leads. */
record WhenAction(WhenNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    turn.goTo(
        node.cases().stream()
            .filter(it ->
                it.condition().holds(turn.memory().value(it.variable()), turn.memory()::filled))
            .map(WhenNode.Case::next)
            .findFirst()
            .orElse(node.otherwise()));
  }
}
