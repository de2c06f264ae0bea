package io.dialtree.ivr.action;

import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.Turn;
import java.util.Optional;

/** Goes to another flow, perhaps to come back. */
record EnterFlowAction(EnterFlowNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    Optional<Flow> flow = turn.book().flow(node.flowId(), turn.account());
    if (flow.isPresent()) {
      turn.enterFlow(
          new FlowChoice(flow.get(), turn.memory().captures()), node.returnTo(), node.branch());
    } else if (node.branch()) {
      turn.leave(node.returnTo(), EndReason.COMPLETED);
    } else {
      turn.end(EndReason.FLOW_MISSING, Turn.SERVER_ERROR, "");
    }
  }
}
