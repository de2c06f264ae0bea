package io.dialtree.config.wording;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Names of the pieces numbers are made of. */
final class NumberPieces {
  static final String HUNDRED = "number-hundred";
  static final String THOUSAND = "number-thousand";
  static final String MILLION = "number-million";
  static final String MILLIONS = "number-millions";
  static final String AND = "number-and";
  static final String MINUS = "number-minus";
  static final String POINT = "number-point";

  /** A one that stands before a noun, in languages where that is another word. */
  static final String ONE = "number-one";

  private NumberPieces() {}

  static String below100(long number) {
    return "number-" + number;
  }

  static String ordinal(long number) {
    return "ordinal-" + number;
  }

  static String month(int month) {
    return "month-" + month;
  }

  static String currency(String code, String form) {
    return "currency-" + code.toLowerCase(java.util.Locale.ROOT) + form;
  }

  /**
   * Words for the numbers to 99.
   *
   * @param small those to 19
   * @param tens gives those from 20 on
   */
  static void putNumbers(Map<String, String> words, List<String> small, IntFunction<String> tens) {
    putAll(words, "number-", 0, small);
    for (int number = small.size(); number < 100; number++) {
      words.put(below100(number), tens.apply(number));
    }
  }

  static void putAll(Map<String, String> words, String prefix, int first, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      words.put(prefix + (first + i), texts.get(i));
    }
  }
}
