package io.dialtree.config.dialect.numbers;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Dialect;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.NumberClaim;
import io.dialtree.config.library.Reading;
import io.dialtree.config.library.References;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.GuardedPattern;
import io.dialtree.config.model.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code {"number": "2000", "target": "zendesk/10001"}}, or {@code "pattern"} in place of
 * {@code "number"}. A row of {@code numbers.yaml} becomes such a document.
 */
public final class NumbersDialect implements Dialect {
  private static final int NUMBER_MAX = 36;

  @Override
  public String name() {
    return "numbers";
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(DocumentKind.NUMBER);
  }

  @Override
  public Reading read(Document document, References references) {
    Findings findings = new Findings();
    List<NumberClaim> claims =
        document
            .tree(findings)
            .flatMap(tree -> claim(tree, document.at(), findings))
            .filter(_ -> !findings.hasErrors())
            .stream()
            .toList();
    boolean row = document.at().line() > 0;
    return Reading.claims(
        claims,
        row ? findings.list().stream().map(it -> it.at(document.at())).toList() : findings.list());
  }

  private static Optional<NumberClaim> claim(DocNode tree, SourcePosition at, Findings findings) {
    Fields fields = Fields.of(tree, "", findings);
    String target = fields.requiredText("target", 1, 256);
    if (fields.has("number") == fields.has("pattern")) {
      fields.error("required", fields.at(), "number", "one of number and pattern is needed");
      return Optional.empty();
    }
    if (fields.has("number")) {
      return fields
          .text("number", 1, NUMBER_MAX)
          .flatMap(number -> number(fields, number))
          .map(number -> NumberClaim.number(number, target, at));
    }
    return fields
        .text("pattern", 1, 256)
        .flatMap(regex -> pattern(fields, regex))
        .map(pattern -> NumberClaim.pattern(pattern, target, at));
  }

  private static Optional<String> number(Fields fields, String text) {
    String number = FlowBook.normalise(text);
    if (number.matches("[^\\s@]{1,36}")) {
      return Optional.of(number);
    }
    fields.error("pattern", "number", "found \"" + text + "\"", "a number of 1 to 36 digits", "");
    return Optional.empty();
  }

  private static Optional<GuardedPattern> pattern(Fields fields, String regex) {
    Optional<GuardedPattern> pattern = GuardedPattern.compile(regex);
    if (pattern.isEmpty()) {
      fields.error("pattern", "pattern", "\"" + regex + "\" is no regular expression", "", "");
    }
    return pattern;
  }
}
