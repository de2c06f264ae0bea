package io.dialtree.config.document;

import io.dialtree.config.document.DocNode.Entry;
import io.dialtree.config.document.DocNode.Items;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.SourcePosition;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the keys of one mapping. A value that is not allowed becomes a finding whose rule carries
 * the name JSON Schema gives it, and reading goes on with the default, so that one pass finds
 * everything.
 */
public final class Fields {
  /** More than a long has. */
  private static final int DIGITS_MAX = 24;

  private final Map<String, Entry> entries;
  private final SourcePosition at;
  private final String path;
  private final Findings findings;
  private final boolean dotsEscaped;

  private Fields(Map<String, Entry> entries, SourcePosition at, String path, Findings findings) {
    this(entries, at, path, findings, false);
  }

  private Fields(
      Map<String, Entry> entries,
      SourcePosition at,
      String path,
      Findings findings,
      boolean dotsEscaped) {
    this.entries = entries;
    this.at = at;
    this.path = path;
    this.findings = findings;
    this.dotsEscaped = dotsEscaped;
  }

  /** The mapping at this node; anything else is a finding and reads as an empty mapping. */
  public static Fields of(DocNode node, String path, Findings findings) {
    if (node instanceof Mapping mapping) {
      return new Fields(mapping.entries(), node.at(), path, findings);
    }
    findings.error("type", node.at(), path, "found " + node.describe(), "an object", "");
    return new Fields(Map.of(), node.at(), path, findings);
  }

  /** The same mapping as one in which a key whose value is null is absent. */
  public Fields withoutNulls() {
    Map<String, Entry> rest = new LinkedHashMap<>(entries);
    rest.values().removeIf(entry -> entry.value() instanceof Scalar s && s.kind() == Kind.NULL);
    return new Fields(rest, at, path, findings, dotsEscaped);
  }

  /** The same mapping, in whose paths, and in those below it, a dot inside a key is {@code %2E}. */
  public Fields withEscapedDots() {
    return new Fields(entries, at, path, findings, true);
  }

  /** Where the mapping begins. */
  public SourcePosition at() {
    return at;
  }

  /** Where the value of a key stands, or the mapping when the key is absent. */
  public SourcePosition at(String key) {
    Entry entry = entries.get(key);
    return entry == null ? at : entry.value().at();
  }

  /** Path of a key from the top of the document, with dots. */
  public String path(String key) {
    String name = dotsEscaped ? key.replace(".", "%2E") : key;
    return path.isEmpty() ? name : path + "." + name;
  }

  /** All keys, in document order. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** True when the key is there, whatever its value. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The value of a key. */
  public Optional<DocNode> node(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** The mapping at a key; absent reads as empty. */
  public Fields fields(String key) {
    Fields fields =
        node(key)
            .map(node -> of(node, path(key), findings))
            .orElseGet(() -> new Fields(Map.of(), at, path(key), findings));
    return dotsEscaped ? fields.withEscapedDots() : fields;
  }

  /**
   * The list at a key; absent reads as empty, a single value as a list of one where that is
   * allowed.
   */
  public List<DocNode> items(String key) {
    return switch (node(key).orElse(null)) {
      case null -> List.of();
      case Items items -> items.items();
      case DocNode other -> {
        wrongType(key, other, "a list");
        yield List.of();
      }
    };
  }

  /** Text of a bounded length, in characters of Unicode as JSON Schema counts them. */
  public Optional<String> text(String key, int min, int max) {
    return node(key).flatMap(node -> textOf(path(key), node, min, max));
  }

  /** Text that must be there; empty text stands in when it is not. */
  public String requiredText(String key, int min, int max) {
    if (!has(key)) {
      error("required", at, key, "the key is missing");
    }
    return text(key, min, max).orElse("");
  }

  /** Text of a bounded length at any node. */
  public Optional<String> textOf(String fullPath, DocNode node, int min, int max) {
    if (!(node instanceof Scalar scalar) || scalar.kind() != Kind.TEXT) {
      findings.error("type", node.at(), fullPath, "found " + node.describe(), "text", "");
      return Optional.empty();
    }
    int length = scalar.text().codePointCount(0, scalar.text().length());
    String allowed = min + " to " + max + " characters";
    if (length < min) {
      findings.error("minLength", node.at(), fullPath, length + " characters", allowed, "");
    } else if (length > max) {
      findings.error("maxLength", node.at(), fullPath, length + " characters", allowed, "");
    }
    return Optional.of(scalar.text());
  }

  /** A whole number in a range. */
  public Optional<Integer> integer(String key, int min, int max) {
    return whole(key, min, max).map(Long::intValue);
  }

  /** A whole number in a range. */
  public Optional<Long> whole(String key, long min, long max) {
    return node(key).flatMap(node -> wholeOf(path(key), node, min, max));
  }

  /** A whole number in a range, at any node. */
  public Optional<Long> wholeOf(String fullPath, DocNode node, long min, long max) {
    String allowed = min + " to " + max;
    if (!(node instanceof Scalar scalar) || scalar.kind() != Kind.INTEGER) {
      findings.error(
          "type",
          node.at(),
          fullPath,
          "found " + node.describe(),
          "a whole number, " + allowed,
          "");
      return Optional.empty();
    }
    // The first of many digits are out of any range already.
    String text = scalar.text();
    BigInteger value = new BigInteger(text.substring(0, Math.min(text.length(), DIGITS_MAX)));
    boolean isLow = value.compareTo(BigInteger.valueOf(min)) < 0;
    if (isLow || value.compareTo(BigInteger.valueOf(max)) > 0) {
      String rule = isLow ? "minimum" : "maximum";
      findings.error(rule, node.at(), fullPath, "found " + text, allowed, "");
      return Optional.empty();
    }
    return Optional.of(value.longValueExact());
  }

  /** True or false. */
  public Optional<Boolean> bool(String key) {
    return node(key).flatMap(node -> boolOf(key, node));
  }

  private Optional<Boolean> boolOf(String key, DocNode node) {
    if (node instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN) {
      return Optional.of(Boolean.valueOf(scalar.text()));
    }
    wrongType(key, node, "true or false");
    return Optional.empty();
  }

  /** One of some words. */
  public Optional<String> word(String key, Collection<String> words) {
    return text(key, 0, 1000).filter(word -> isOneOf(key, word, words));
  }

  private boolean isOneOf(String key, String word, Collection<String> words) {
    if (words.contains(word)) {
      return true;
    }
    findings.error(
        "enum",
        at(key),
        path(key),
        "found \"" + word + "\"",
        String.join(", ", words),
        Spelling.nearest(word, words));
    return false;
  }

  /** Refuses keys that are not among the known ones. */
  public void allowOnly(Collection<String> known) {
    entries.forEach((key, entry) -> {
      if (!known.contains(key)) {
        findings.error(
            "unknown-key",
            entry.keyAt(),
            path(key),
            "nobody reads this key",
            String.join(", ", known),
            Spelling.nearest(key, known));
      }
    });
  }

  /**
   * Warns of keys that are nearly a known one which is not there. For formats that allow keys
   * nobody knows.
   */
  public void pointOutSlips(Collection<String> known) {
    List<String> absent = known.stream().filter(key -> !has(key)).toList();
    entries.forEach((key, entry) -> {
      String nearest = known.contains(key) ? "" : Spelling.nearest(key, absent);
      if (!nearest.isEmpty()) {
        findings.add(
            new Finding(
                Finding.Severity.WARNING,
                "unknown-key",
                entry.keyAt(),
                path(key),
                "nobody reads this key",
                "",
                nearest));
      }
    });
  }

  /** Notes an error at a key. */
  public void error(String rule, SourcePosition position, String key, String message) {
    findings.error(rule, position, path(key), message);
  }

  /** Notes an error at a key, with what is allowed. */
  public void error(String rule, String key, String message, String allowed, String nearest) {
    findings.error(rule, at(key), path(key), message, allowed, nearest);
  }

  /** Notes a warning at a key. */
  public void warning(String rule, String key, String message) {
    findings.warning(rule, at(key), path(key), message);
  }

  private void wrongType(String key, DocNode node, String allowed) {
    findings.error("type", node.at(), path(key), "found " + node.describe(), allowed, "");
  }
}
