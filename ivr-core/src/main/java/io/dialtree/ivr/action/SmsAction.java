package io.dialtree.ivr.action;

import io.dialtree.config.model.SmsNode;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.Turn;

/** Sends the caller a text message. */
record SmsAction(SmsNode node) implements Action {
  @Override
  public boolean needsAnswer() {
    return false;
  }

  @Override
  public void run(Turn turn) {
    String caller = turn.memory().facts().caller().number();
    if (caller.isEmpty()) {
      turn.goTo(node.withoutNumber());
    } else {
      turn.tell(new FlowCommand.SendSms(caller, node.sender(), node.text()));
      turn.goTo(node.next());
    }
  }
}
