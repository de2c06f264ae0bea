package io.dialtree.ivr.script;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Documents;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.finding.ZoneNames;
import io.dialtree.config.model.SourcePosition;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tests of one {@code *.test.yaml}. */
public final class ScriptReader {
  /** Wednesday, 15 January 2025, 12:00 UTC: the time of a test that names none. */
  public static final long DEFAULT_START_MS = 1_736_942_400_000L;

  private static final List<String> TEST = List.of("name", "call", "web", "steps");
  private static final List<String> FILE = List.of("name", "call", "web", "steps", "tests");
  private static final List<String> STEPS =
      List.of("hears", "presses", "waits", "reaches", "asks", "hangs-up", "ends");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(ms|s)");

  private final Findings findings;

  private ScriptReader(Findings findings) {
    this.findings = findings;
  }

  /**
   * The tests of a document; those with mistakes are left out and are findings.
   *
   * @param file name for messages
   */
  public static List<FlowScript> read(String file, byte[] document, Findings findings) {
    ScriptReader reader = new ScriptReader(findings);
    return Documents.yaml(file, document, findings)
        .map(root -> reader.tests(Fields.of(root, "", findings), file))
        .orElse(List.of());
  }

  private List<FlowScript> tests(Fields root, String file) {
    if (!root.has("tests")) {
      return List.of(test(root, fileName(file), FILE));
    }
    root.allowOnly(List.of("tests"));
    List<FlowScript> tests = new ArrayList<>();
    for (DocNode item : root.items("tests")) {
      Fields test = Fields.of(item, "tests", findings);
      tests.add(test(test, "test " + (tests.size() + 1), TEST));
    }
    return tests;
  }

  private static String fileName(String file) {
    return file.substring(file.replace('\\', '/').lastIndexOf('/') + 1);
  }

  private FlowScript test(Fields test, String name, List<String> known) {
    test.allowOnly(known);
    List<ScriptStep> steps = new ArrayList<>();
    for (DocNode item : test.items("steps")) {
      step(item, test.path("steps")).ifPresent(steps::add);
    }
    if (test.items("steps").isEmpty()) {
      test.error("required", test.at("steps"), "steps", "a test needs at least one step");
    }
    return new FlowScript(
        test.text("name", 1, 200).orElse(name),
        test.at(),
        call(test.fields("call")),
        web(test),
        steps);
  }

  private FlowScript.Call call(Fields call) {
    call.allowOnly(List.of("to", "flow", "from", "at"));
    if (!call.has("to") && !call.has("flow")) {
      call.error("required", call.at(), "to", "the number that is dialled is missing");
    }
    return new FlowScript.Call(
        text(call, "to").orElse(""),
        text(call, "flow").orElse(""),
        text(call, "from").orElse("anonymous"),
        text(call, "at").map(it -> epochMs(it, call)).orElse(DEFAULT_START_MS));
  }

  /** {@code 2026-12-24T13:05 Europe/Berlin}, or with an offset. */
  private static long epochMs(String text, Fields call) {
    String[] parts = text.strip().split("\\s+", -1);
    try {
      return 1000
          * (parts.length == 1
              ? OffsetDateTime.parse(parts[0]).toEpochSecond()
              : LocalDateTime.parse(parts[0]).atZone(ZoneId.of(parts[1])).toEpochSecond());
    } catch (DateTimeException _) {
      String allowed = "2026-12-24T13:05 Europe/Berlin, or 2026-12-24T13:05+01:00";
      call.error("time", "at", "found \"" + text + "\"", allowed, meantTime(parts));
      return DEFAULT_START_MS;
    }
  }

  /** The same time in the zone that was probably meant. */
  private static String meantTime(String... parts) {
    String zone = parts.length == 2 ? ZoneNames.nearest(parts[1]) : "";
    return zone.isEmpty() || zone.equals(parts[1]) ? "" : parts[0] + " " + zone;
  }

  private List<FlowScript.WebAnswer> web(Fields test) {
    List<FlowScript.WebAnswer> answers = new ArrayList<>();
    for (DocNode item : test.items("web")) {
      Fields answer = Fields.of(item, test.path("web"), findings);
      answer.allowOnly(List.of("url", "status", "body", "after"));
      String after = answer.text("after", 1, 16).orElse("0ms");
      answers.add(
          new FlowScript.WebAnswer(
              answer.requiredText("url", 1, 2_000),
              answer.integer("status", 0, 599).orElse(200),
              answer.text("body", 0, 100_000).orElse("{}"),
              duration(after).orElseGet(() -> wrongDuration(answer, "after", after))));
    }
    return answers;
  }

  private Optional<ScriptStep> step(DocNode item, String path) {
    if (item instanceof Scalar scalar && scalar.text().equals("hangs-up")) {
      return Optional.of(new ScriptStep.HangsUp(item.at()));
    }
    if (item instanceof Scalar scalar) {
      String allowed = "hangs-up, or KEY: TEXT with one of " + String.join(", ", STEPS);
      String nearest = Spelling.nearest(scalar.text(), STEPS);
      findings.error("kind", item.at(), path, "found " + item.describe(), allowed, nearest);
      return Optional.empty();
    }
    Fields step = Fields.of(item, path, findings);
    step.allowOnly(STEPS);
    List<String> kinds = STEPS.stream().filter(step::has).toList();
    if (kinds.size() != 1) {
      if (item instanceof Mapping) {
        String allowed = "exactly one of " + String.join(", ", STEPS);
        findings.error("kind", item.at(), path, "found " + kinds.size() + " kinds", allowed, "");
      }
      return Optional.empty();
    }
    String kind = kinds.getFirst();
    String text = text(step, kind).orElse("");
    if (text.isEmpty() && !kind.equals("hangs-up")) {
      step.error("required", step.at(kind), kind, "nothing stands behind it");
    }
    return Optional.of(step(kind, text, item.at(), step));
  }

  private static ScriptStep step(String kind, String text, SourcePosition at, Fields step) {
    return switch (kind) {
      case "hears" -> new ScriptStep.Hears(at, text);
      case "presses" -> new ScriptStep.Presses(at, keys(text, step));
      case "waits" -> waits(text, at, step);
      case "reaches" -> new ScriptStep.Reaches(at, text);
      case "asks" -> new ScriptStep.Asks(at, text);
      case "ends" -> new ScriptStep.Ends(at, text);
      default -> new ScriptStep.HangsUp(at);
    };
  }

  private static String keys(String text, Fields step) {
    String keys = text.toUpperCase(Locale.ROOT);
    if (!keys.matches("[0-9*#A-D]*")) {
      step.error("pattern", "presses", "found \"" + text + "\"", "keys: 0-9 * # A-D", "");
    }
    return keys;
  }

  private static ScriptStep waits(String text, SourcePosition at, Fields step) {
    if (text.equals("prompts")) {
      return new ScriptStep.Listens(at);
    }
    return new ScriptStep.Waits(
        at, duration(text).orElseGet(() -> wrongDuration(step, "waits", text)));
  }

  private static long wrongDuration(Fields fields, String key, String text) {
    String nearest = Spelling.nearest(text, List.of("prompts"));
    fields.error("duration", key, "found \"" + text + "\"", "6s, 1.5s, 800ms, or prompts", nearest);
    return 0;
  }

  private static Optional<Long> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int shift = matcher.group(2).equals("s") ? 3 : 0;
    return Optional.of(new BigDecimal(matcher.group(1)).movePointRight(shift).longValue());
  }

  /** A number written without quotes is taken as it stands. */
  private Optional<String> text(Fields fields, String key) {
    return fields
        .node(key)
        .flatMap(node -> {
          if (node instanceof Scalar scalar && scalar.kind() != Kind.NULL) {
            return Optional.of(scalar.text());
          }
          findings.error(
              "type", node.at(), fields.path(key), "found " + node.describe(), "text", "");
          return Optional.empty();
        });
  }
}
