package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Items;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.Calendar;
import io.dialtree.config.model.Condition;
import io.dialtree.config.model.GuardedPattern;
import io.dialtree.config.model.HoursNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.SetNode;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.config.model.TextParts;
import io.dialtree.config.model.WhenNode;
import io.dialtree.config.wording.Wording;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the nodes that decide and remember: {@code hours}, {@code when}, {@code set}, {@code
 * language}.
 */
final class RoutingReader {
  static final String VARIABLE = "[a-z][a-z0-9-]{0,31}";
  static final String VARIABLE_ALLOWED =
      "small letters, digits and -, beginning with a letter, at most 32";
  private static final int TEXT_MAX = 1_000;
  private static final List<String> OPERATORS =
      List.of("equals", "in", "starts-with", "matches", "less", "greater", "empty");

  private final String id;
  private final SourcePosition at;
  private final Findings findings;

  RoutingReader(String id, SourcePosition at, Findings findings) {
    this.id = id;
    this.at = at;
    this.findings = findings;
  }

  Node hours(Fields fields, Calendars calendars) {
    fields.allowOnly(List.of("calendar", "open", "closed", "holiday"));
    if (!fields.has("calendar")) {
      fields.error("required", fields.at(), "calendar", "the key is missing");
    }
    return new HoursNode(
        id,
        at,
        calendar(fields, calendars),
        fields.requiredText("open", 1, 64),
        fields.requiredText("closed", 1, 64),
        fields.text("holiday", 1, 64));
  }

  private Calendar calendar(Fields fields, Calendars calendars) {
    if (fields.node("calendar").orElse(null) instanceof Mapping) {
      return CalendarReader.of(fields.fields("calendar"), id, findings);
    }
    String name = fields.text("calendar", 1, 64).orElse("");
    Optional<Calendar> found = calendars.calendar(name);
    if (found.isEmpty() && !name.isEmpty()) {
      String allowed = String.join(", ", calendars.names());
      String nearest = Spelling.nearest(name, calendars.names());
      String message = "there is no calendar \"" + name + "\" in calendars/";
      fields.error("target", "calendar", message, allowed, nearest);
    }
    return found.orElseGet(() -> new Calendar(name, at, ZoneOffset.UTC, Map.of(), List.of()));
  }

  Node set(Fields fields) {
    fields.allowOnly(List.of("values", "then"));
    Fields all = fields.fields("values");
    if (all.keys().isEmpty()) {
      fields.error("required", fields.at(), "values", "at least one variable is needed");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : all.keys()) {
      checkVariable(all, name, name);
      values.put(name, single(all, name));
    }
    return new SetNode(id, at, values, fields.requiredText("then", 1, 64));
  }

  Node language(Fields fields) {
    fields.allowOnly(List.of("set", "then"));
    String tag = fields.requiredText("set", 2, 35);
    if (!tag.isEmpty() && TextParts.names(tag).isEmpty()) {
      PromptReader.checkLanguage(fields, "set", tag);
    }
    return new SetNode(id, at, Map.of(Wording.LANGUAGE, tag), fields.requiredText("then", 1, 64));
  }

  Node when(Fields fields) {
    fields.allowOnly(List.of("cases", "else"));
    List<WhenNode.Case> cases = new ArrayList<>();
    for (DocNode item : fields.items("cases")) {
      cases.add(oneCase(Fields.of(item, fields.path("cases"), findings)));
    }
    if (cases.isEmpty()) {
      fields.error("required", fields.at("cases"), "cases", "at least one case is needed");
    }
    return new WhenNode(id, at, cases, fields.requiredText("else", 1, 64));
  }

  private WhenNode.Case oneCase(Fields fields) {
    fields.allowOnly(Stream.concat(Stream.of("variable", "then"), OPERATORS.stream()).toList());
    String variable = fields.requiredText("variable", 1, 32);
    checkVariable(fields, "variable", variable);
    List<String> operators = OPERATORS.stream().filter(fields::has).toList();
    if (operators.size() != 1) {
      String allowed = "exactly one of " + String.join(", ", OPERATORS);
      findings.error(
          "kind",
          fields.at(),
          fields.path(""),
          "found " + operators.size() + " comparisons",
          allowed,
          "");
    }
    Condition condition =
        operators.isEmpty() ? new Condition.Empty(true) : condition(fields, operators.getFirst());
    return new WhenNode.Case(variable, condition, fields.requiredText("then", 1, 64));
  }

  private Condition condition(Fields fields, String operator) {
    return switch (operator) {
      case "equals", "in" -> new Condition.OneOf(texts(fields, operator));
      case "starts-with" -> new Condition.StartsWith(texts(fields, operator));
      case "matches" -> matches(fields);
      case "less" -> new Condition.Less(number(fields, operator));
      case "greater" -> new Condition.Greater(number(fields, operator));
      default -> new Condition.Empty(fields.bool(operator).orElse(true));
    };
  }

  private static Condition matches(Fields fields) {
    String regex = fields.text("matches", 1, 256).orElse("");
    Optional<GuardedPattern> pattern = GuardedPattern.compile(regex);
    if (pattern.isEmpty()) {
      fields.error("pattern", "matches", "\"" + regex + "\" is no regular expression", "", "");
    }
    return pattern.<Condition>map(Condition.Matches::new).orElse(new Condition.Empty(true));
  }

  private static BigDecimal number(Fields fields, String key) {
    String text = single(fields, key);
    Optional<BigDecimal> number = Condition.number(text);
    if (number.isEmpty()) {
      fields.error("type", key, "found \"" + text + "\"", "a number", "");
    }
    return number.orElse(BigDecimal.ZERO);
  }

  private static List<String> texts(Fields fields, String key) {
    DocNode node = fields.node(key).orElseThrow();
    List<DocNode> items = node instanceof Items list ? list.items() : List.of(node);
    return items.stream().map(item -> text(fields, key, item)).toList();
  }

  private static String single(Fields fields, String key) {
    return text(fields, key, fields.node(key).orElseThrow());
  }

  /** A number written without quotes is taken as it stands. */
  private static String text(Fields fields, String key, DocNode node) {
    if (node instanceof Scalar scalar && scalar.kind() != Kind.NULL) {
      if (scalar.text().length() > TEXT_MAX) {
        String allowed = "at most " + TEXT_MAX + " characters";
        fields.error("maxLength", key, scalar.text().length() + " characters", allowed, "");
      }
      return scalar.text();
    }
    fields.error("type", key, "found " + node.describe(), "text or a number", "");
    return "";
  }

  static void checkVariable(Fields fields, String key, String name) {
    if (!name.isEmpty() && !name.matches(VARIABLE)) {
      fields.error("pattern", key, "found \"" + name + "\"", VARIABLE_ALLOWED, "");
    }
  }
}
