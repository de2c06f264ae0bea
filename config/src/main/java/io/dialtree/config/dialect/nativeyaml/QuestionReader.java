package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Attempts;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.DigitRules.Match;
import io.dialtree.config.model.DigitRules.TerminatorAlone;
import io.dialtree.config.model.DigitRules.TypeAhead;
import io.dialtree.config.model.Exit;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.Question;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what menus and collectors have in common. */
final class QuestionReader {
  private static final List<String> SHARED =
      List.of(
          "greeting",
          "invalid",
          "timeout",
          "no-input",
          "no-match",
          "first-digit-timeout",
          "inter-digit-timeout",
          "terminators",
          "barge-in",
          "volume",
          "type-ahead",
          "mask");
  private static final int DIGITS_MAX = 64;

  // Design guides for telephone dialogues agree on two or three tries, and on some seconds to
  // think.
  private static final int DEFAULT_LIMIT = 3;
  private static final long DEFAULT_FIRST_DIGIT_MS = 5_000;
  private static final long DEFAULT_INTER_DIGIT_MS = 3_000;

  private final Fields fields;
  private final Findings findings;

  QuestionReader(Fields fields, Findings findings) {
    this.fields = fields;
    this.findings = findings;
  }

  Question menu(Collection<String> choices) {
    fields.allowOnly(
        Stream.concat(SHARED.stream(), Stream.of("choices", "match", "keys")).toList());
    int longest = Math.max(1, choices.stream().mapToInt(String::length).max().orElse(1));
    // A menu of single keys has nothing to terminate, and # may be a choice in any.
    boolean hashIsFree = choices.stream().noneMatch(keys -> keys.contains("#"));
    boolean atEnd =
        fields.word("match", List.of("when-unique", "at-end")).orElse("").equals("at-end");
    String terminators = terminators(longest > 1 && hashIsFree ? "#" : "");
    checkTerminators(choices, terminators);
    return question(
        1, Math.min(longest, DIGITS_MAX), terminators, atEnd ? Match.AT_END : Match.WHEN_UNIQUE);
  }

  Question collect() {
    fields.allowOnly(
        Stream.concat(
                SHARED.stream(), Stream.of("store", "min-digits", "max-digits", "pattern", "then"))
            .toList());
    int min = fields.integer("min-digits", 1, DIGITS_MAX).orElse(1);
    int max = fields.integer("max-digits", 1, DIGITS_MAX).orElse(Math.max(min, 32));
    if (min > max) {
      fields.error(
          "minimum", "max-digits", "found " + max, "at least min-digits, which is " + min, "");
    }
    return question(min, max, terminators("#"), Match.AT_END);
  }

  private Question question(int min, int max, String terminators, Match match) {
    boolean bargeIn = fields.bool("barge-in").orElse(true);
    DigitRules rules =
        new DigitRules(
            min,
            max,
            duration("first-digit-timeout", DEFAULT_FIRST_DIGIT_MS),
            duration("inter-digit-timeout", DEFAULT_INTER_DIGIT_MS),
            terminators,
            bargeIn,
            bargeIn,
            typeAhead(),
            match,
            TerminatorAlone.NO_MATCH);
    Fields noInput = fields.fields("no-input");
    Fields noMatch = fields.fields("no-match");
    Attempts attempts = new Attempts(limit(noInput), limit(noMatch), false);
    return new Question(
        prompts("greeting"),
        invalid(),
        prompts("timeout"),
        rules,
        attempts,
        exit(noInput),
        exit(noMatch),
        false,
        fields.integer("volume", PlayNode.VOLUME_MIN_DB, PlayNode.VOLUME_MAX_DB).orElse(0));
  }

  private List<Prompt> prompts(String key) {
    return PromptReader.prompts(fields, key, findings);
  }

  private List<Prompt> invalid() {
    return fields.has("invalid")
        ? prompts("invalid")
        : List.of(new Prompt.System("menu-invalid_entry"));
  }

  /**
   * Keys typed before a masked question would already stand in records, so they are asked for
   * again.
   */
  private TypeAhead typeAhead() {
    boolean masked = fields.bool("mask").orElse(false);
    return fields
        .word("type-ahead", List.of("keep", "flush"))
        .map(word -> word.equals("keep") ? TypeAhead.KEEP : TypeAhead.FLUSH)
        .orElse(masked ? TypeAhead.FLUSH : TypeAhead.KEEP);
  }

  private static int limit(Fields failure) {
    failure.allowOnly(List.of("limit", "then"));
    return failure.integer("limit", 1, 10).orElse(DEFAULT_LIMIT);
  }

  private static Exit exit(Fields failure) {
    Optional<String> then = failure.text("then", 1, 64);
    List<Prompt> goodbye = List.of(new Prompt.System("menu-exit"), new Prompt.System("vm-goodbye"));
    return new Exit(then.isPresent() ? List.of() : goodbye, then);
  }

  private String terminators(String fallback) {
    String found = fields.text("terminators", 0, 16).orElse(fallback);
    if (!found.matches("[0-9*#A-D]*")) {
      fields.error(
          "pattern",
          "terminators",
          "found \"" + found + "\"",
          "keys of a telephone: 0-9 * # A-D",
          "");
    }
    return found;
  }

  private void checkTerminators(Collection<String> choices, String terminators) {
    for (String choice : choices) {
      if (choice.chars().anyMatch(key -> terminators.indexOf(key) >= 0)) {
        String message = "the choice \"" + choice + "\" holds a terminator and can never be taken";
        fields.error("terminators", "choices", message, "", "");
      }
    }
  }

  private long duration(String key, long fallbackMs) {
    // A number without its unit is a mistake of its own.
    Optional<String> found =
        fields.node(key).orElse(null) instanceof Scalar scalar
            ? Optional.of(scalar.text())
            : fields.text(key, 1, 16);
    Optional<Long> ms = found.flatMap(Durations::parseMs).filter(it -> it >= 100 && it <= 120_000);
    if (found.isPresent() && ms.isEmpty()) {
      fields.error(
          "duration", key, "found \"" + found.get() + "\"", "100ms to 120s, as 800ms or 1.5s", "");
    }
    return ms.orElse(fallbackMs);
  }
}
