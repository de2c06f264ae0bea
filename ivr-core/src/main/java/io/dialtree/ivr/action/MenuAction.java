package io.dialtree.ivr.action;

import io.dialtree.config.model.FlowChoice;
import io.dialtree.config.model.Hunt;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.MenuNode.RecordPin;
import io.dialtree.ivr.run.Activity;
import io.dialtree.ivr.run.Activity.Then;
import io.dialtree.ivr.run.Turn;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks for a choice, or for another flow's number where that may be dialled. */
final class MenuAction extends QuestionAction {
  private final MenuNode node;

  MenuAction(MenuNode node) {
    super(node.question());
    this.node = node;
  }

  @Override
  boolean accept(String digits, Turn turn) {
    String choice = node.choices().get(digits);
    if (choice != null) {
      turn.goTo(choice);
      return true;
    }
    return hunted(digits, turn)
        .map(found -> transfer(digits, turn))
        .orElseGet(() -> record(digits, turn));
  }

  @Override
  boolean complete(String digits) {
    return node.hunt().isEmpty()
        && node.choices().containsKey(digits)
        && Stream.concat(
                node.choices().keySet().stream(), node.recordPin().map(RecordPin::pin).stream())
            .noneMatch(keys -> keys.length() > digits.length() && keys.startsWith(digits));
  }

  @Override
  boolean takeSilence(Turn turn) {
    node.silence().ifPresent(turn::goTo);
    return node.silence().isPresent();
  }

  @Override
  public void after(Activity.Playing played, Turn turn) {
    if (played.then() == Then.HUNT) {
      enter(played.note(), turn);
    } else {
      super.after(played, turn);
    }
  }

  private Optional<FlowChoice> hunted(String digits, Turn turn) {
    return node.hunt()
        .filter(hunt -> hunt.permits(digits))
        .flatMap(_ -> turn.book().hunt(digits, turn.account()));
  }

  /** The pin is tried last, so a choice or a number that is the same hides it. */
  private boolean record(String digits, Turn turn) {
    boolean onNet = turn.memory().facts().caller().onNet();
    Optional<RecordPin> pin =
        node.recordPin().filter(it -> it.pin().equals(digits) && (onNet || it.fromAnywhere()));
    pin.ifPresent(it -> turn.goTo(it.node()));
    return pin.isPresent();
  }

  private boolean transfer(String digits, Turn turn) {
    turn.waitingKeys().clear();
    Hunt hunt = node.hunt().orElseThrow();
    if (!turn.line().play(hunt.transfer(), "", 1, Then.HUNT, digits)) {
      enter(digits, turn);
    }
    return true;
  }

  private void enter(String digits, Turn turn) {
    Optional<String> returnTo = node.hunt().flatMap(Hunt::returnTo);
    hunted(digits, turn)
        .ifPresent(choice -> turn.enterFlow(choice, returnTo, returnTo.isPresent()));
  }
}
