package io.dialtree.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Named texts, several of a name where somebody sent several: headers, query, form. Immutable. */
public final class Params {
  private static final Params NONE = new Params(new TreeMap<>());
  private final Map<String, List<String>> values;

  private Params(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Nothing. */
  public static Params none() {
    return NONE;
  }

  /** Names that differ in case are the same name: as headers have it. */
  public static Params ignoringCase(List<Map.Entry<String, String>> entries) {
    return filled(new TreeMap<>(String.CASE_INSENSITIVE_ORDER), entries);
  }

  /** Names are as they are: as queries and forms have it. */
  public static Params exact(List<Map.Entry<String, String>> entries) {
    return filled(new TreeMap<>(), entries);
  }

  private static Params filled(
      Map<String, List<String>> values, List<Map.Entry<String, String>> entries) {
    entries.forEach(entry ->
        values.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(entry.getValue()));
    return new Params(values);
  }

  /** The first value of that name. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** All values of that name, in the order they came. */
  public List<String> all(String name) {
    List<String> found = values.get(name);
    return found == null ? List.of() : List.copyOf(found);
  }

  /** All names. */
  public Set<String> names() {
    return values.keySet();
  }

  /** True for {@code true}, {@code 1} and {@code yes}; empty when the name is absent. */
  public Optional<Boolean> flag(String name) {
    return first(name).map(text -> Set.of("true", "1", "yes").contains(text));
  }

  /**
   * A whole number.
   *
   * @throws ApiFailure {@link FailureKind#INVALID} naming the parameter, when it is none or outside
   */
  public OptionalInt integer(String name, int min, int max) {
    Optional<String> text = first(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (text.get().matches("-?[0-9]{1,9}")) {
      int value = Integer.parseInt(text.get());
      if (value >= min && value <= max) {
        return OptionalInt.of(value);
      }
    }
    String allowed = "a whole number from " + min + " to " + max;
    throw ApiFailure.invalid(name, "range", "found \"" + text.get() + "\"", allowed);
  }
}
