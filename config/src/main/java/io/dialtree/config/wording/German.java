package io.dialtree.config.wording;

import static io.dialtree.config.wording.NumberPieces.AND;
import static io.dialtree.config.wording.NumberPieces.HUNDRED;
import static io.dialtree.config.wording.NumberPieces.MILLION;
import static io.dialtree.config.wording.NumberPieces.MILLIONS;
import static io.dialtree.config.wording.NumberPieces.MINUS;
import static io.dialtree.config.wording.NumberPieces.ONE;
import static io.dialtree.config.wording.NumberPieces.POINT;
import static io.dialtree.config.wording.NumberPieces.THOUSAND;
import static io.dialtree.config.wording.NumberPieces.below100;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** German. */
final class German implements Grammar {
  private static final List<String> SMALL =
      List.of(
          "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
              .split(" "));
  private static final List<String> TENS =
      List.of("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(" "));
  private static final List<String> MONTHS =
      List.of(
          "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
              .split(" "));
  private static final Map<String, List<String>> MONEY =
      Map.of(
          "EUR", List.of("Euro", "Cent"),
          "USD", List.of("Dollar", "Cent"),
          "GBP", List.of("Pfund", "Pence"),
          "CHF", List.of("Franken", "Rappen"));

  private final Map<String, String> words = table();

  @Override
  public Map<String, String> words() {
    return words;
  }

  @Override
  public List<String> number(long number) {
    List<String> pieces = new ArrayList<>();
    long millions = number / 1_000_000;
    long thousands = number / 1_000 % 1_000;
    long rest = number % 1_000;
    if (millions == 1) {
      pieces.add(MILLION);
    } else if (millions > 1) {
      below1000(millions, pieces);
      pieces.add(MILLIONS);
    }
    if (thousands > 0) {
      below1000(thousands, pieces);
      one(pieces);
      pieces.add(THOUSAND);
    }
    if (rest > 0 || pieces.isEmpty()) {
      below1000(rest, pieces);
    }
    return pieces;
  }

  private static void below1000(long number, List<String> pieces) {
    if (number >= 100) {
      pieces.add(number < 200 ? ONE : below100(number / 100));
      pieces.add(HUNDRED);
    }
    if (number % 100 > 0 || number == 0) {
      pieces.add(below100(number % 100));
    }
  }

  /** "Eins" is "ein" before a noun. */
  private static void one(List<String> pieces) {
    if (pieces.getLast().equals(below100(1))) {
      pieces.set(pieces.size() - 1, ONE);
    }
  }

  @Override
  public List<String> amount(long units, int cents, String currency) {
    List<String> pieces = new ArrayList<>();
    if (units > 0 || cents == 0) {
      pieces.addAll(number(units));
      one(pieces);
      pieces.add(NumberPieces.currency(currency, ""));
    }
    if (cents > 0) {
      pieces.add(below100(cents));
      if (units == 0) {
        one(pieces);
        pieces.add(NumberPieces.currency(currency, "-cent"));
      }
    }
    return pieces;
  }

  @Override
  public List<String> date(LocalDate date) {
    List<String> pieces = new ArrayList<>();
    pieces.add(NumberPieces.ordinal(date.getDayOfMonth()));
    pieces.add(NumberPieces.month(date.getMonthValue()));
    boolean hundreds = date.getYear() >= 1100 && date.getYear() < 2000;
    if (hundreds) {
      pieces.add(below100(date.getYear() / 100));
      pieces.add(HUNDRED);
      if (date.getYear() % 100 > 0) {
        pieces.add(below100(date.getYear() % 100));
      }
    } else {
      pieces.addAll(number(date.getYear()));
    }
    return pieces;
  }

  @Override
  public List<String> time(LocalTime time) {
    List<String> pieces = new ArrayList<>(List.of(below100(time.getHour())));
    one(pieces);
    pieces.add("time-oclock");
    if (time.getMinute() > 0) {
      pieces.add(below100(time.getMinute()));
    }
    return pieces;
  }

  private static Map<String, String> table() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("vm-goodbye", "Vielen Dank für Ihren Anruf. Auf Wiederhören.");
    words.put("menu-exit", "Das hat leider nicht geklappt.");
    words.put("menu-invalid_entry", "Diese Auswahl gibt es hier nicht.");
    words.put("menu-transferring_call", "Einen Augenblick, wir verbinden Sie.");
    words.put("menu-return", "Sie sind wieder im Menü.");
    NumberPieces.putAll(words, "digit-", 0, SMALL.subList(0, 10));
    words.put("digit-star", "Stern");
    words.put("digit-pound", "Raute");
    for (String letter : new String[] {"a", "b", "c", "d"}) {
      words.put("digit-" + letter, letter);
    }
    NumberPieces.putNumbers(words, SMALL, German::tens);
    words.put(ONE, "ein");
    words.put(HUNDRED, "hundert");
    words.put(THOUSAND, "tausend");
    words.put(MILLION, "eine Million");
    words.put(MILLIONS, "Millionen");
    words.put(AND, "und");
    words.put(MINUS, "minus");
    words.put(POINT, "Komma");
    for (int number = 1; number <= 31; number++) {
      words.put(NumberPieces.ordinal(number), ordinalWord(number));
    }
    NumberPieces.putAll(words, "month-", 1, MONTHS);
    words.put("time-oclock", "Uhr");
    MONEY.forEach((code, names) -> {
      words.put(NumberPieces.currency(code, ""), names.getFirst());
      words.put(NumberPieces.currency(code, "-cent"), names.getLast());
    });
    return words;
  }

  private static String tens(int number) {
    String ten = TENS.get(number / 10 - 2);
    int ones = number % 10;
    String first = ones == 1 ? "ein" : SMALL.get(ones);
    return ones == 0 ? ten : first + "und" + ten;
  }

  private static String ordinalWord(int number) {
    return switch (number) {
      case 1 -> "erster";
      case 3 -> "dritter";
      case 7 -> "siebter";
      case 8 -> "achter";
      default -> number < 20 ? SMALL.get(number) + "ter" : tens(number) + "ster";
    };
  }
}
