package io.dialtree.ivr.action;

import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.DigitRules.TerminatorAlone;
import io.dialtree.config.model.DigitRules.TypeAhead;
import io.dialtree.config.model.Exit;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.Question;
import io.dialtree.ivr.digit.Collected;
import io.dialtree.ivr.digit.Collected.EndedBy;
import io.dialtree.ivr.digit.DigitCollector;
import io.dialtree.ivr.digit.Progress;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.Activity.Collecting;
import io.dialtree.ivr.run.Activity.Then;
import io.dialtree.ivr.run.DigitTimer;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.Turn;
import java.util.List;

/** Asks until there is an answer or no try is left. What an answer is, the subclass knows. */
abstract class QuestionAction implements Action {
  private final Question question;

  QuestionAction(Question question) {
    this.question = question;
  }

  /** Takes the answer, or says that it is none. */
  abstract boolean accept(String digits, Turn turn);

  /** True when these keys are an answer that cannot become another one. */
  abstract boolean complete(String digits);

  /** Takes a silence before it is counted; most questions do not. */
  boolean takeSilence(Turn turn) {
    return false;
  }

  @Override
  public boolean needsAnswer() {
    return true;
  }

  @Override
  public void run(Turn turn) {
    turn.tries().begin();
    if (rules().typeAhead() == TypeAhead.FLUSH) {
      turn.waitingKeys().clear();
    }
    ask(turn);
  }

  @Override
  public void after(Activity.Playing played, Turn turn) {
    switch (played.then()) {
      case ASK_AGAIN -> ask(turn);
      case EXIT_NO_INPUT -> exit(question.onNoInput(), Then.LEAVE_NO_INPUT, turn);
      case EXIT_NO_MATCH -> exit(question.onNoMatch(), Then.LEAVE_NO_MATCH, turn);
      case LEAVE_NO_INPUT -> turn.leave(question.onNoInput().next(), EndReason.MAX_RETRIES);
      case LEAVE_NO_MATCH -> turn.leave(question.onNoMatch().next(), EndReason.MAX_RETRIES);
      case NEXT, HUNT, RECORD -> {}
    }
  }

  @Override
  public void onDigit(Collecting collecting, char digit, Turn turn) {
    boolean prompting = collecting.playId() != 0;
    if (prompting && !rules().bargeIn()) {
      keepForAfterGreeting(digit, turn);
      return;
    }
    if (prompting) {
      turn.line().stopPlay(collecting.playId());
    }
    take(collecting.digits(), digit, turn);
  }

  @Override
  public void onGreetingEnded(Collecting collecting, Turn turn) {
    turn.line().collect(new Collecting(0, collecting.digits()));
    if (!takeTypedAhead(turn)) {
      turn.line().startTimer(DigitTimer.Kind.FIRST_DIGIT, rules().firstDigitMs());
    }
  }

  @Override
  public void onTimer(Collecting collecting, Turn turn) {
    finish(collector().timeout(collecting.digits()), turn);
  }

  private void ask(Turn turn) {
    turn.line().collect(new Collecting(0, ""));
    if (takeTypedAhead(turn)) {
      return;
    }
    String keys = rules().bargeIn() ? DigitRules.ALL_KEYS : "";
    long playId =
        turn.line().play(turn.greeting(question.greeting()), keys, 1, question.volumeDb());
    turn.line().collect(new Collecting(playId, ""));
    if (playId == 0) {
      turn.line().startTimer(DigitTimer.Kind.FIRST_DIGIT, rules().firstDigitMs());
    }
  }

  private void keepForAfterGreeting(char digit, Turn turn) {
    if (rules().typeAhead() == TypeAhead.KEEP) {
      turn.waitingKeys().add(digit);
    }
  }

  /**
   * Uses keys typed before; true when there was one. What is left after an answer stays for the
   * next question.
   */
  private boolean takeTypedAhead(Turn turn) {
    boolean any = false;
    while (turn.activity() instanceof Collecting(long playId, String digits)
        && playId == 0
        && !turn.waitingKeys().isEmpty()) {
      any = true;
      take(digits, turn.waitingKeys().take(), turn);
    }
    return any;
  }

  private void take(String digits, char key, Turn turn) {
    switch (collector().key(digits, key)) {
      case Progress.Waiting(String now) -> {
        turn.line().collect(new Collecting(0, now));
        turn.line().startTimer(DigitTimer.Kind.INTER_DIGIT, rules().interDigitMs());
      }
      case Progress.Done(Collected collected) -> finish(collected, turn);
    }
  }

  private void finish(Collected collected, Turn turn) {
    turn.line().stopCollecting();
    if (collected.endedBy() == EndedBy.MAX) {
      turn.waitingKeys().ignoreLateTerminator(rules());
    }
    boolean empty = collected.digits().isEmpty();
    boolean silence =
        empty
            && (collected.endedBy() == EndedBy.FIRST_TIMEOUT
                || rules().terminatorAlone() == TerminatorAlone.NO_INPUT);
    if (silence) {
      noInput(turn);
    } else if (collected.digits().length() < rules().minDigits()
        || !accept(collected.digits(), turn)) {
      noMatch(turn);
    }
  }

  private void noInput(Turn turn) {
    if (takeSilence(turn)) {
      return;
    }
    turn.tries().countNoInput();
    boolean last =
        question.attempts().noInputExhausted(turn.tries().noInputs(), turn.tries().noMatches());
    fail(question.timeout(), last ? Then.EXIT_NO_INPUT : Then.ASK_AGAIN, turn);
  }

  private void noMatch(Turn turn) {
    turn.tries().countNoMatch();
    boolean last =
        question.attempts().noMatchExhausted(turn.tries().noInputs(), turn.tries().noMatches());
    fail(question.invalid(), last ? Then.EXIT_NO_MATCH : Then.ASK_AGAIN, turn);
  }

  private void fail(List<Prompt> prompts, Then then, Turn turn) {
    String keys = rules().bargeInErrors() ? DigitRules.ALL_KEYS : "";
    playOrGoOn(prompts, keys, then, turn);
  }

  private void exit(Exit exit, Then then, Turn turn) {
    if (question.flushOnExit()) {
      turn.waitingKeys().clear();
    }
    playOrGoOn(exit.prompts(), "", then, turn);
  }

  private void playOrGoOn(List<Prompt> prompts, String keys, Then then, Turn turn) {
    if (!turn.line().play(prompts, keys, 1, question.volumeDb(), then, "")) {
      after(new Activity.Playing(0, "", then, ""), turn);
    }
  }

  private DigitCollector collector() {
    return new DigitCollector(rules(), this::complete);
  }

  private DigitRules rules() {
    return question.rules();
  }
}
