package io.dialtree.ivr.action;

import io.dialtree.config.model.HttpNode;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.ivr.run.Turn;
import java.util.Map;
import java.util.Optional;

/** Asks a web service. Keys pressed meanwhile stay for the next question. */
record HttpAction(HttpNode node) implements Action {
  /** Variable with the status of the last answer, 0 when there was none. */
  static final String STATUS = "http-status";

  @Override
  public boolean needsAnswer() {
    return !node.waiting().isEmpty();
  }

  @Override
  public void run(Turn turn) {
    turn.line().request(HttpTexts.fill(node.request(), turn.memory()::value), node.waiting());
  }

  @Override
  public void onAnswer(Activity.Requesting requesting, FlowEvent.HttpAnswered answer, Turn turn) {
    turn.line().stopRequesting(requesting);
    turn.memory().remember(STATUS, String.valueOf(answer.status()));
    boolean good = answer.status() >= 200 && answer.status() <= 299;
    Optional<Map<String, String>> values =
        good ? HttpTexts.read(answer.body(), node.store()) : Optional.empty();
    if (values.isPresent()) {
      values.get().forEach(turn.memory()::remember);
      turn.goTo(node.next());
    } else if (node.failure().isPresent()) {
      turn.goTo(node.failure().get());
    } else {
      turn.end(EndReason.HTTP_FAILED, Turn.SERVER_ERROR, "");
    }
  }
}
