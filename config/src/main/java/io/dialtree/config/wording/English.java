package io.dialtree.config.wording;

import static io.dialtree.config.wording.NumberPieces.AND;
import static io.dialtree.config.wording.NumberPieces.HUNDRED;
import static io.dialtree.config.wording.NumberPieces.MILLION;
import static io.dialtree.config.wording.NumberPieces.MINUS;
import static io.dialtree.config.wording.NumberPieces.POINT;
import static io.dialtree.config.wording.NumberPieces.THOUSAND;
import static io.dialtree.config.wording.NumberPieces.below100;

import io.dialtree.config.model.SystemPrompts;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** English, with British "and" and American order of a date. */
final class English implements Grammar {
  private static final List<String> SMALL =
      List.of(
          "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
              .split(" "));
  private static final List<String> TENS =
      List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
  private static final List<String> ORDINALS =
      List.of(
          "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
              .split(" "));
  private static final List<String> MONTHS =
      List.of(
          "January February March April May June July August September October November December"
              .split(" "));
  private static final Map<String, List<String>> MONEY =
      Map.of(
          "EUR", List.of("euro", "euros", "cent", "cents"),
          "USD", List.of("dollar", "dollars", "cent", "cents"),
          "GBP", List.of("pound", "pounds", "penny", "pence"),
          "CHF", List.of("franc", "francs", "centime", "centimes"));
  private static final List<String> FORMS = List.of("", "-many", "-cent", "-cents");

  private final Map<String, String> words = table();

  @Override
  public Map<String, String> words() {
    return words;
  }

  @Override
  public List<String> number(long number) {
    List<String> pieces = new ArrayList<>();
    group(number / 1_000_000, MILLION, pieces);
    group(number / 1_000 % 1_000, THOUSAND, pieces);
    long rest = number % 1_000;
    if (!pieces.isEmpty() && rest > 0 && rest < 100) {
      pieces.add(AND);
    }
    if (rest > 0 || pieces.isEmpty()) {
      below1000(rest, pieces);
    }
    return pieces;
  }

  private static void group(long count, String name, List<String> pieces) {
    if (count > 0) {
      below1000(count, pieces);
      pieces.add(name);
    }
  }

  private static void below1000(long number, List<String> pieces) {
    if (number >= 100) {
      pieces.add(below100(number / 100));
      pieces.add(HUNDRED);
      if (number % 100 > 0) {
        pieces.add(AND);
      }
    }
    if (number % 100 > 0 || number == 0) {
      pieces.add(below100(number % 100));
    }
  }

  @Override
  public List<String> amount(long units, int cents, String currency) {
    List<String> pieces = new ArrayList<>();
    if (units > 0 || cents == 0) {
      pieces.addAll(number(units));
      pieces.add(NumberPieces.currency(currency, units == 1 ? "" : "-many"));
    }
    if (cents > 0) {
      if (units > 0) {
        pieces.add(AND);
      }
      pieces.add(below100(cents));
      pieces.add(NumberPieces.currency(currency, cents == 1 ? "-cent" : "-cents"));
    }
    return pieces;
  }

  @Override
  public List<String> date(LocalDate date) {
    List<String> pieces = new ArrayList<>();
    pieces.add(NumberPieces.month(date.getMonthValue()));
    pieces.add(NumberPieces.ordinal(date.getDayOfMonth()));
    pieces.addAll(year(date.getYear()));
    return pieces;
  }

  private List<String> year(int year) {
    boolean inPairs = year >= 1100 && year < 10_000 && year % 1000 >= 10;
    if (!inPairs) {
      return number(year);
    }
    int rest = year % 100;
    if (rest == 0) {
      return List.of(below100(year / 100), HUNDRED);
    }
    return rest < 10
        ? List.of(below100(year / 100), "time-oh", below100(rest))
        : List.of(below100(year / 100), below100(rest));
  }

  @Override
  public List<String> time(LocalTime time) {
    List<String> pieces = new ArrayList<>();
    int hour = time.getHour() % 12;
    pieces.add(below100(hour == 0 ? 12 : hour));
    if (time.getMinute() > 0 && time.getMinute() < 10) {
      pieces.add("time-oh");
    }
    if (time.getMinute() > 0) {
      pieces.add(below100(time.getMinute()));
    }
    pieces.add(time.getHour() < 12 ? "time-am" : "time-pm");
    return pieces;
  }

  private static Map<String, String> table() {
    Map<String, String> words = new LinkedHashMap<>();
    SystemPrompts.names()
        .forEach(name -> SystemPrompts.text(name).ifPresent(text -> words.put(name, text)));
    NumberPieces.putNumbers(words, SMALL, English::tens);
    words.put(HUNDRED, "hundred");
    words.put(THOUSAND, "thousand");
    words.put(MILLION, "million");
    words.put(AND, "and");
    words.put(MINUS, "minus");
    words.put(POINT, "point");
    NumberPieces.putAll(words, "ordinal-", 1, ORDINALS);
    NumberPieces.putAll(words, "month-", 1, MONTHS);
    words.put("time-oh", "oh");
    words.put("time-am", "a.m.");
    words.put("time-pm", "p.m.");
    MONEY.forEach((code, names) -> {
      for (int i = 0; i < FORMS.size(); i++) {
        words.put(NumberPieces.currency(code, FORMS.get(i)), names.get(i));
      }
    });
    return words;
  }

  private static String tens(int number) {
    String ten = TENS.get(number / 10 - 2);
    return number % 10 == 0 ? ten : ten + "-" + SMALL.get(number % 10);
  }
}
