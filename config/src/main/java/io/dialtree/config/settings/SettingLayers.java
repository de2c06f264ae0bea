package io.dialtree.config.settings;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Documents;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The values somebody gave, over the defaults. Confined to the reading thread. */
final class SettingLayers {
  private static final String PREFIX = "DIALTREE_";

  /** Settings that hold a value for each of some keys. */
  private static final Set<String> MAPS = Set.of("dtmf-by-source");

  private static final Map<String, Raw> DEFAULTS = defaults();

  private final Map<String, Raw> given = new LinkedHashMap<>();
  private final Findings findings;

  SettingLayers(Findings findings) {
    this.findings = findings;
  }

  /** A value as text. */
  private record Raw(SourcePosition at, List<String> values) {}

  static Set<String> keys() {
    return DEFAULTS.keySet();
  }

  void file(DocNode document) {
    Fields fields = Fields.of(document, "", findings);
    fields.allowOnly(keys());
    for (String key : fields.keys()) {
      fields.node(key).flatMap(node -> raw(key, node)).ifPresent(raw -> given.put(key, raw));
    }
  }

  void environment(Map<String, String> environment) {
    environment.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(PREFIX))
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> variable(entry.getKey(), entry.getValue()));
  }

  void overrides(Map<String, List<String>> overrides) {
    overrides.forEach((key, values) -> {
      SourcePosition at = SourcePosition.of("option --" + key);
      if (keys().contains(key)) {
        given.put(key, new Raw(at, List.copyOf(values)));
      } else {
        findings.error(
            "unknown-key", at, key, "nobody reads this option", "", Spelling.nearest(key, keys()));
      }
    });
  }

  /** Where the value of a key comes from. */
  SourcePosition at(String key) {
    return given.getOrDefault(key, raw(key)).at();
  }

  /** The value of a key; one that is not allowed becomes a finding and leaves the default. */
  <T> T value(String key, String allowed, Function<List<String>, Optional<T>> parse) {
    Raw fallback = raw(key);
    Raw raw = given.getOrDefault(key, fallback);
    return parse
        .apply(raw.values())
        .orElseGet(() -> {
          String found = "found \"" + withoutSecrets(String.join(", ", raw.values())) + "\"";
          findings.error("value", raw.at(), key, found, allowed, nearestWord(raw, allowed));
          return parse.apply(fallback.values()).orElseThrow();
        });
  }

  /** A password in a URL is in no message and no log. */
  static String withoutSecrets(String value) {
    return value.replaceAll("://[^@]*@", "://…@").replaceAll("(?i)(password=)[^&]*", "$1…");
  }

  private static String nearestWord(Raw raw, String allowed) {
    List<String> words = Arrays.asList(allowed.split(", "));
    return raw.values().stream()
        .map(value -> value.substring(value.indexOf('=') + 1).strip())
        .filter(word -> word.matches("[a-zA-Z-]+") && !words.contains(word))
        .findFirst()
        .map(word -> Spelling.nearest(word, words))
        .orElse("");
  }

  private static Raw raw(String key) {
    return Optional.ofNullable(DEFAULTS.get(key)).orElseThrow();
  }

  private void variable(String name, String value) {
    String key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    SourcePosition at = SourcePosition.of("environment variable " + name);
    if (keys().contains(key)) {
      given.put(key, new Raw(at, List.of(value.split("\\s*,\\s*", -1))));
    } else if (!Spelling.nearest(key, keys()).isEmpty()) {
      String message =
          "nobody reads this variable; did you mean " + PREFIX + variableName(key) + "?";
      findings.warning("unknown-key", at, key, message);
    }
  }

  private static String variableName(String key) {
    return Spelling.nearest(key, keys()).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private Optional<Raw> raw(String key, DocNode node) {
    return switch (node) {
      case DocNode.Scalar scalar -> Optional.of(new Raw(scalar.at(), List.of(scalar.text())));
      case DocNode.Items items
          when items.items().stream().allMatch(DocNode.Scalar.class::isInstance) ->
          Optional.of(
              new Raw(
                  items.at(),
                  items.items().stream().map(item -> ((DocNode.Scalar) item).text()).toList()));
      case DocNode.Mapping mapping when isMap(key, mapping) ->
          Optional.of(new Raw(mapping.at(), pairs(mapping)));
      case DocNode other -> {
        findings.error(
            "type",
            other.at(),
            key,
            "found " + other.describe(),
            MAPS.contains(key) ? "values by key" : "a value or a list of values",
            "");
        yield Optional.empty();
      }
    };
  }

  private static boolean isMap(String key, DocNode.Mapping mapping) {
    return MAPS.contains(key)
        && mapping.entries().values().stream()
            .allMatch(entry -> entry.value() instanceof DocNode.Scalar);
  }

  /** As the environment writes them: {@code key=value}. */
  private static List<String> pairs(DocNode.Mapping mapping) {
    return mapping.entries().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + ((DocNode.Scalar) entry.getValue().value()).text())
        .toList();
  }

  private static Map<String, Raw> defaults() {
    Findings findings = new Findings();
    SettingLayers layers = new SettingLayers(findings);
    DocNode document = Documents.yaml("reference.yaml", reference(), findings).orElseThrow();
    Map<String, Raw> defaults = new LinkedHashMap<>();
    Fields fields = Fields.of(document, "", findings);
    fields
        .keys()
        .forEach(key ->
            defaults.put(
                key, fields.node(key).flatMap(node -> layers.raw(key, node)).orElseThrow()));
    return defaults;
  }

  private static byte[] reference() {
    try (InputStream in = SettingLayers.class.getResourceAsStream("reference.yaml")) {
      return in == null ? new byte[0] : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
