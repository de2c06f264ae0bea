package io.dialtree.config.dialect.kazoo;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Attempts;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.DigitRules.Match;
import io.dialtree.config.model.DigitRules.TerminatorAlone;
import io.dialtree.config.model.DigitRules.TypeAhead;
import io.dialtree.config.model.Exit;
import io.dialtree.config.model.GreetingOwner;
import io.dialtree.config.model.Hunt;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.Question;
import io.dialtree.config.model.RecordGreetingNode;
import io.dialtree.config.model.SourcePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A callflow's menu node and the menu document it names, joined into one node of the model. */
final class MenuJoin {
  private static final String DEFAULT = "_";
  private static final String SILENCE = "timeout";
  private static final String EXHAUSTED = "max_retries";
  private static final long RECORD_MIN_MS = 1_500;

  /** A greeting of two minutes has lost every caller. */
  private static final long RECORD_MAX_MS = 120_000;

  private static final RecordGreetingNode.Wording WORDING =
      new RecordGreetingNode.Wording(
          List.of(new Prompt.System("vm-record_greeting"), Prompt.Tone.BEEP),
          KazooMedia.system("vm-review_recording"),
          KazooMedia.system("vm-recording_to_short"),
          KazooMedia.system("vm-saved"),
          KazooMedia.system("menu-return"));
  private static final int DEFAULT_INTER_DIGIT_MS = 2_000;

  private final String id;
  private final SourcePosition at;
  private final KazooMenu menu;
  private final Map<String, String> children;
  private final Optional<Integer> nodeInterDigitMs;
  private final Match match;
  private final Findings findings;

  MenuJoin(
      String id,
      SourcePosition at,
      KazooMenu menu,
      Map<String, String> children,
      Optional<Integer> nodeInterDigitMs,
      Match match,
      Findings findings) {
    this.id = id;
    this.at = at;
    this.menu = menu;
    this.children = children;
    this.nodeInterDigitMs = nodeInterDigitMs;
    this.match = match;
    this.findings = findings;
  }

  MenuNode node() {
    Exit exit = exit();
    Question question =
        new Question(
            menu.greeting(),
            menu.invalid(),
            List.of(),
            rules(),
            Attempts.shared(menu.attempts()),
            exit,
            exit,
            true);
    return new MenuNode(
        id,
        at,
        question,
        choices(),
        child(SILENCE),
        hunt(),
        menu.recordPin().map(pin -> pin.at(recordId())),
        false);
  }

  /** The node that records the menu's greeting, where a pin leads to one. */
  Optional<RecordGreetingNode> recording() {
    return menu.recordPin()
        .map(_ ->
            new RecordGreetingNode(
                recordId(),
                at,
                id,
                new GreetingOwner(menu.account(), menu.id()),
                menu.name() + " menu greeting",
                RECORD_MIN_MS,
                RECORD_MAX_MS,
                WORDING));
  }

  private String recordId() {
    return id + "/record";
  }

  private DigitRules rules() {
    int interDigitMs =
        menu.interDigitMs().or(() -> nodeInterDigitMs).orElse(DEFAULT_INTER_DIGIT_MS);
    return new DigitRules(
        1,
        menu.maxDigits(),
        menu.firstDigitMs(),
        interDigitMs,
        "#",
        true,
        false,
        TypeAhead.KEEP,
        match,
        TerminatorAlone.NO_INPUT);
  }

  /**
   * After the exit prompt: the child for it, else the default child with the transfer prompt, else
   * goodbye.
   */
  private Exit exit() {
    if (children.containsKey(EXHAUSTED)) {
      return new Exit(menu.exit(), child(EXHAUSTED));
    }
    List<Prompt> prompts = new ArrayList<>(menu.exit());
    prompts.addAll(
        children.containsKey(DEFAULT) ? menu.transfer() : KazooMedia.system("vm-goodbye"));
    return new Exit(prompts, child(DEFAULT));
  }

  private Map<String, String> choices() {
    Map<String, String> choices = new LinkedHashMap<>(children);
    choices.keySet().removeAll(List.of(DEFAULT, SILENCE, EXHAUSTED));
    for (String keys : choices.keySet()) {
      if (!keys.matches("[0-9*A-D]{1," + menu.maxDigits() + "}")) {
        String message =
            "the child \""
                + keys
                + "\" can never be dialled: at most "
                + menu.maxDigits()
                + " keys, no #";
        findings.warning("unreachable", at, "children." + keys, message);
      }
    }
    return choices;
  }

  private Optional<Hunt> hunt() {
    Optional<String> returnTo = menu.branch() ? child(DEFAULT) : Optional.empty();
    return menu.hunt()
        ? Optional.of(new Hunt(menu.huntAllow(), menu.huntDeny(), returnTo, menu.transfer()))
        : Optional.empty();
  }

  private Optional<String> child(String key) {
    return Optional.ofNullable(children.get(key));
  }
}
