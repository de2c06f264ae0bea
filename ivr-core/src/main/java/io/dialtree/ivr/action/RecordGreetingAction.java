package io.dialtree.ivr.action;

import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.RecordGreetingNode;
import io.dialtree.config.model.RecordGreetingNode.Wording;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.Activity.Collecting;
import io.dialtree.ivr.run.Activity.Then;
import io.dialtree.ivr.run.DigitTimer;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks, records until a key, a limit or silence on the line, and asks what to do with it: 1 keeps
 * it, 2 plays it, 3 records it again; anything else asks again, until the caller hangs up.
 */
record RecordGreetingAction(RecordGreetingNode node) implements Action {
  private static final long REVIEW_MS = 5_000;

  @Override
  public boolean needsAnswer() {
    return true;
  }

  @Override
  public void run(Turn turn) {
    turn.waitingKeys().clear();
    ask(List.of(), turn);
  }

  @Override
  public void after(Activity.Playing played, Turn turn) {
    switch (played.then()) {
      case RECORD -> turn.line().record(node.maxMs());
      case ASK_AGAIN -> review(turn);
      default -> turn.backTo(node.menu());
    }
  }

  @Override
  public void onRecordingKey(Activity.Recording recording, Turn turn) {
    turn.tell(new FlowCommand.StopRecording(recording.recordingId()));
  }

  @Override
  public void onRecorded(Activity.Recording recording, Turn turn) {
    turn.memory().keepRecordedMs(recording.recordedMs());
    review(turn);
  }

  @Override
  public void onDigit(Collecting collecting, char digit, Turn turn) {
    if (collecting.playId() != 0) {
      turn.line().stopPlay(collecting.playId());
    }
    turn.line().stopCollecting();
    switch (digit) {
      case '1' -> keep(turn);
      case '2' -> listen(turn);
      case '3' -> ask(List.of(), turn);
      default -> review(turn);
    }
  }

  @Override
  public void onGreetingEnded(Collecting collecting, Turn turn) {
    turn.line().collect(new Collecting(0, ""));
    turn.line().startTimer(DigitTimer.Kind.FIRST_DIGIT, REVIEW_MS);
  }

  @Override
  public void onTimer(Collecting collecting, Turn turn) {
    review(turn);
  }

  private void ask(List<Prompt> before, Turn turn) {
    List<Prompt> prompts = new ArrayList<>(before);
    prompts.addAll(wording().ask());
    if (!turn.line().play(prompts, "", 1, Then.RECORD, "")) {
      turn.line().record(node.maxMs());
    }
  }

  private void review(Turn turn) {
    long playId = turn.line().play(wording().review(), DigitRules.ALL_KEYS, 1);
    turn.line().collect(new Collecting(playId, ""));
    if (playId == 0) {
      turn.line().startTimer(DigitTimer.Kind.FIRST_DIGIT, REVIEW_MS);
    }
  }

  private void listen(Turn turn) {
    Prompt recorded = new Prompt.Recorded(turn.memory().recordingId());
    if (!turn.line().play(List.of(recorded), "", 1, Then.ASK_AGAIN, "")) {
      review(turn);
    }
  }

  private void keep(Turn turn) {
    if (turn.memory().recordedMs() < node.minMs()) {
      ask(wording().tooShort(), turn);
      return;
    }
    turn.tell(
        new FlowCommand.KeepRecording(turn.memory().recordingId(), node.owner(), node.name()));
    turn.memory().replaceGreeting(node.menu());
    List<Prompt> prompts =
        Stream.concat(wording().saved().stream(), wording().back().stream()).toList();
    if (!turn.line().play(prompts, "", 1, Then.NEXT, "")) {
      turn.backTo(node.menu());
    }
  }

  private Wording wording() {
    return node.wording();
  }
}
