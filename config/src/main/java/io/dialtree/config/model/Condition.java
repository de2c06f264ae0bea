package io.dialtree.config.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a value is compared with. Texts to compare with may hold placeholders. */
public sealed interface Condition {
  /** Beyond this a value is no number: a power of ten written short would take ages to compare. */
  int NUMBER_LENGTH_MAX = 40;

  /**
   * True when it holds.
   *
   * @param value may be empty, never cut or changed
   * @param fill replaces the placeholders of a text
   */
  boolean holds(String value, UnaryOperator<String> fill);

  /** The value is one of these. */
  record OneOf(List<String> texts) implements Condition {
    /** Copies the list. */
    public OneOf {
      texts = List.copyOf(texts);
    }

    @Override
    public boolean holds(String value, UnaryOperator<String> fill) {
      return texts.stream().anyMatch(text -> fill.apply(text).equals(value));
    }
  }

  /** The value begins with one of these. */
  record StartsWith(List<String> texts) implements Condition {
    /** Copies the list. */
    public StartsWith {
      texts = List.copyOf(texts);
    }

    @Override
    public boolean holds(String value, UnaryOperator<String> fill) {
      return texts.stream().map(fill).anyMatch(value::startsWith);
    }
  }

  /** The whole value matches. */
  record Matches(GuardedPattern pattern) implements Condition {
    @Override
    public boolean holds(String value, UnaryOperator<String> fill) {
      return pattern.matches(value);
    }
  }

  /** The value is a number below this one. */
  record Less(BigDecimal than) implements Condition {
    @Override
    public boolean holds(String value, UnaryOperator<String> fill) {
      return number(value).map(number -> number.compareTo(than) < 0).orElse(false);
    }
  }

  /** The value is a number above this one. */
  record Greater(BigDecimal than) implements Condition {
    @Override
    public boolean holds(String value, UnaryOperator<String> fill) {
      return number(value).map(number -> number.compareTo(than) > 0).orElse(false);
    }
  }

  /** The value is empty, as that of a variable nobody has set is; or the contrary. */
  record Empty(boolean wanted) implements Condition {
    @Override
    public boolean holds(String value, UnaryOperator<String> fill) {
      return value.isEmpty() == wanted;
    }
  }

  /** A decimal number without an exponent. */
  static Optional<BigDecimal> number(String text) {
    return text.length() <= NUMBER_LENGTH_MAX && text.matches("[-+]?[0-9]+(\\.[0-9]+)?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
