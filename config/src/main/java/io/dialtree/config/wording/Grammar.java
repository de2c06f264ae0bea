package io.dialtree.config.wording;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/**
 * How a language says values. A value becomes names of system prompts, the same few for all values,
 * so that they can be spoken before a call and replaced by recordings.
 */
interface Grammar {
  /** Words of every name this grammar uses, and of the system prompts in this language. */
  Map<String, String> words();

  /** A number from 0 to 999,999,999. */
  List<String> number(long number);

  /** A place in an order, from 1 to 31; other numbers are said as numbers. */
  default List<String> ordinal(long number) {
    return number >= 1 && number <= 31 ? List.of(NumberPieces.ordinal(number)) : number(number);
  }

  /**
   * Money.
   *
   * @param currency ISO 4217 code
   */
  List<String> amount(long units, int cents, String currency);

  /** A day. */
  List<String> date(LocalDate date);

  /** A time of day. */
  List<String> time(LocalTime time);
}
