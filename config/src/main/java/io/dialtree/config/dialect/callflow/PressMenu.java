package io.dialtree.config.dialect.callflow;

import io.dialtree.config.model.Attempts;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.DigitRules.Match;
import io.dialtree.config.model.DigitRules.TerminatorAlone;
import io.dialtree.config.model.DigitRules.TypeAhead;
import io.dialtree.config.model.Exit;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.Question;
import io.dialtree.config.model.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@code pressextension} module as a menu that is played once: the graph decides what then. */
record PressMenu(String key, SourcePosition at, FlowModule.PressExtension press, Exits exits) {
  /** After this gap an input of fewer keys than the longest choice is taken as it is. */
  private static final long GAP_MS = 2_000;

  /** Finds the module of an exit, or makes an end. */
  @FunctionalInterface
  interface Exits {
    String of(String key, SourcePosition at, Optional<String> target);
  }

  MenuNode node(List<Prompt> sound) {
    Map<String, String> choices = new LinkedHashMap<>(press.next());
    Exit timeout = exit(Optional.ofNullable(choices.remove(FlowModuleReader.TIMEOUT)));
    Exit invalid = exit(Optional.ofNullable(choices.remove(FlowModuleReader.INVALID)));
    Question question =
        new Question(
            sound,
            List.of(),
            List.of(),
            rules(choices),
            Attempts.shared(1),
            timeout,
            invalid,
            false);
    return new MenuNode(
        key, at, question, choices, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  private Exit exit(Optional<String> target) {
    return new Exit(List.of(), Optional.of(exits.of(key, at, target)));
  }

  /** Star and pound are keys like any other. */
  private DigitRules rules(Map<String, String> choices) {
    int longest = choices.keySet().stream().mapToInt(String::length).max().orElse(1);
    return new DigitRules(
        1,
        longest,
        press.durationS() * 1_000L,
        GAP_MS,
        "",
        true,
        false,
        TypeAhead.KEEP,
        Match.AT_END,
        TerminatorAlone.NO_MATCH);
  }
}
