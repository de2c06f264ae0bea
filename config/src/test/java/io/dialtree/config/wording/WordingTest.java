package io.dialtree.config.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.Prompt.As;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordingTest {
  private static String said(String language, As as, String value) {
    Prompt prompt = new Prompt.Value(as, value, "EUR", "");
    return new Wording(language, "")
        .literal(prompt, name -> name).stream()
            .map(Wording::words)
            .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|zero|null",
        "1|one|eins",
        "1.5|one point five|eins Komma fünf",
        "-7|minus seven|minus sieben",
        "21|twenty-one|einundzwanzig",
        "100|one hundred|ein hundert",
        "101|one hundred and one|ein hundert eins",
        "1000|one thousand|ein tausend",
        "1001|one thousand and one|ein tausend eins",
        "17342|seventeen thousand three hundred and forty-two|siebzehn tausend drei hundert zweiundvierzig",
        "1000000|one million|eine Million",
        "2000030|two million and thirty|zwei Millionen dreißig",
        "-3.05|minus three point zero five|minus drei Komma null fünf",
        "-0|zero|null",
        "007|seven|sieben",
        "+11|eleven|elf",
        "1.005|one point zero zero five|eins Komma null null fünf",
        "201|two hundred and one|zwei hundert eins",
        "21000|twenty-one thousand|einundzwanzig tausend",
        "1001000|one million one thousand|eine Million ein tausend",
        "999999999|nine hundred and ninety-nine million nine hundred and ninety-nine thousand nine hundred and ninety-nine|neun hundert neunundneunzig Millionen neun hundert neunundneunzig tausend neun hundert neunundneunzig",
      })
  void numbersAreSaidInWords(String number, String english, String german) {
    assertThat(said("", As.NUMBER, number)).isEqualTo(english);
    assertThat(said("de", As.NUMBER, number)).isEqualTo(german);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12.50|twelve euros and fifty cents|zwölf Euro fünfzig",
        "1|one euro|ein Euro",
        "-0.001|zero euros|null Euro",
        "2|two euros|zwei Euro",
        "1.01|one euro and one cent|ein Euro eins",
        "0.01|one cent|ein Cent",
        "-0.99|minus ninety-nine cents|minus neunundneunzig Cent",
        "0|zero euros|null Euro",
        "1.005|one euro and one cent|ein Euro eins",
        "1.004|one euro|ein Euro",
        "-1.995|minus two euros|minus zwei Euro",
        "21|twenty-one euros|einundzwanzig Euro",
        "1000000|one million euros|eine Million Euro",
        "1001.00|one thousand and one euros|ein tausend ein Euro",
      })
  void amountsAreSaidWithTheirCurrency(String amount, String english, String german) {
    assertThat(said("", As.AMOUNT, amount)).isEqualTo(english);
    assertThat(said("de-AT", As.AMOUNT, amount)).isEqualTo(german);
  }

  @Test
  void datesTimesAndOrdinalsAreSaidInWords() {
    assertThat(said("", As.DATE, "2026-12-24"))
        .isEqualTo("December twenty-fourth twenty twenty-six");
    assertThat(said("de", As.DATE, "2026-12-24T13:05:00Z"))
        .isEqualTo("vierundzwanzigster Dezember zwei tausend sechsundzwanzig");
    assertThat(said("", As.TIME, "13:05")).isEqualTo("one oh five p.m.");
    assertThat(said("", As.TIME, "2026-12-24T00:30:00")).isEqualTo("twelve thirty a.m.");
    assertThat(said("", As.TIME, "00:05")).isEqualTo("twelve oh five a.m.");
    assertThat(said("de", As.TIME, "00:05")).isEqualTo("null Uhr fünf");
    assertThat(said("", As.TIME, "9:00")).isEqualTo("nine a.m.");
    assertThat(said("de", As.TIME, "1:30")).isEqualTo("ein Uhr dreißig");
    assertThat(said("de", As.TIME, "13:05")).isEqualTo("dreizehn Uhr fünf");
    assertThat(said("", As.ORDINAL, "3")).isEqualTo("third");
    assertThat(said("de", As.ORDINAL, "3")).isEqualTo("dritter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00:00|twelve a.m.|null Uhr",
        "12:00|twelve p.m.|zwölf Uhr",
        "23:59|eleven fifty-nine p.m.|dreiundzwanzig Uhr neunundfünfzig",
        "21:21|nine twenty-one p.m.|einundzwanzig Uhr einundzwanzig",
        "24:00|two four zero zero|zwei vier null null",
        "12:60|one two six zero|eins zwei sechs null",
      })
  void theEdgesOfADayAreSaidInWords(String time, String english, String german) {
    assertThat(said("", As.TIME, time)).isEqualTo(english);
    assertThat(said("de", As.TIME, time)).isEqualTo(german);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2028-02-29|February twenty-ninth twenty twenty-eight|neunundzwanzigster Februar zwei tausend achtundzwanzig",
        "2000-01-01|January first two thousand|erster Januar zwei tausend",
        "1999-12-31|December thirty-first nineteen ninety-nine|einunddreißigster Dezember neunzehn hundert neunundneunzig",
        "1905-03-21|March twenty-first nineteen oh five|einundzwanzigster März neunzehn hundert fünf",
      })
  void theEdgesOfAYearAreSaidInWords(String date, String english, String german) {
    assertThat(said("", As.DATE, date)).isEqualTo(english);
    assertThat(said("de", As.DATE, date)).isEqualTo(german);
  }

  @Test
  void aDayThatNeverWasIsSaidKeyByKey() {
    assertThat(said("", As.DATE, "2027-02-29")).isEqualTo("two zero two seven zero two two nine");
  }

  @Test
  void anAmountThatIsTooLargeOnlyWhenRoundedIsSaidKeyByKey() {
    assertThat(said("", As.AMOUNT, "999999999.99"))
        .startsWith("nine hundred and ninety-nine million");
    assertThat(said("", As.AMOUNT, "999999999.995")).startsWith("nine nine nine");
  }

  @Test
  void aLanguageWithoutWordsOfItsOwnSaysValuesInEnglish() {
    assertThat(said("fr", As.NUMBER, "21")).isEqualTo("twenty-one");
    assertThat(said("fr-ca", As.AMOUNT, "2")).isEqualTo("two euros");
  }

  @ParameterizedTest
  @CsvSource({"de_AT, de-at", "German, de", "deutsch, de", "English, en", "Klingonish, ''"})
  void aLanguageIsRecognisedThoughMiswritten(String written, String meant) {
    assertThat(LanguageTags.isTag(written)).isFalse();
    assertThat(LanguageTags.nearest(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "12x4", "1e999999999", "99999999999999", "--1"})
  void whatIsNoNumberIsSaidKeyByKey(String value) {
    String digits = value.replaceAll("[^0-9]", "");
    assertThat(
            new Wording("", "").literal(new Prompt.Value(As.NUMBER, value, "", ""), name -> name))
        .hasSize(digits.length())
        .allMatch(it -> it instanceof Prompt.System system && system.name().startsWith("digit-"));
  }

  @Test
  void everyNameANumberIsMadeOfIsKnownBeforehand() {
    for (String language : List.of("en", "de")) {
      Grammar grammar = Languages.grammar(language);
      for (As as : As.values()) {
        List<String> all = Values.everything(as, grammar);
        for (String value :
            new String[] {
              "0", "1", "19.99", "-1001.5", "999999999", "2026-01-31", "23:59", "x#9"
            }) {
          assertThat(all).containsAll(Values.pieces(as, value, "CHF", grammar));
        }
        assertThat(all).allMatch(name -> Languages.text(name, language).isPresent());
      }
    }
  }

  @Test
  void aTextIsTakenInTheLanguageOfTheCallElseInTheFirst() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("en", "hello");
    texts.put("de", "hallo");
    Prompt prompt = new Prompt.Translated(texts, "");
    assertThat(new Wording("de-at", "").literal(prompt, _ -> ""))
        .containsExactly(new Prompt.Text("hallo", "", "de"));
    assertThat(new Wording("fr", "").literal(prompt, _ -> ""))
        .containsExactly(new Prompt.Text("hello", "", "en"));
  }

  @Test
  void filesAreLookedForInTheLanguageOfTheCall() {
    assertThat(new Wording("de", "").literal(new Prompt.Named("hours"), _ -> ""))
        .containsExactly(new Prompt.InLanguage(new Prompt.Named("hours"), "de"));
    assertThat(new Wording("", "").literal(new Prompt.Named("hours"), _ -> ""))
        .containsExactly(new Prompt.Named("hours"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "4930123456789", "d", "de_at", "../de", "de at", "*#"})
  void whatACallerTypesIsNoLanguage(String typed) {
    assertThat(new Wording(typed, "").literal(new Prompt.Named("hours"), _ -> ""))
        .containsExactly(new Prompt.Named("hours"));
  }
}
