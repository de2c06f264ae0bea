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
}
