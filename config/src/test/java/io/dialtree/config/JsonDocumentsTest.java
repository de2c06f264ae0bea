package io.dialtree.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken as JSON here, whoever reads it afterwards can read too. */
final class JsonDocumentsTest {
  private static List<Finding> findings(String json) {
    Findings findings = new Findings();
    Documents.json("a.json", json.getBytes(StandardCharsets.UTF_8), findings);
    return findings.list();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9999999999", "-1.5E-9999999999", "0e99999999999999999999"})
  void aNumberWhoseExponentIsOutOfAllBoundsIsRefusedWithItsPlace(String number) {
    Finding finding = findings("{\n \"a\": " + number + "}").getFirst();
    assertThat(finding.message()).contains("exponent");
    assertThat(finding.key()).isEqualTo("a");
    assertThat(finding.at().line()).isEqualTo(2);
    assertThat(finding.at().column()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e308", "1e999999999", "1.50", "-0.0", "123456789012345678901234567890"})
  void anyOtherNumberIsKept(String number) {
    assertThat(findings("[" + number + "]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": \"x\\ud800\"}",
        "[\"\\udc00x\"]",
        "{\"\\ud83d\": 1}",
        "[\"\\ude00\\ud83d\"]"
      })
  void halfACharacterIsRefused(String json) {
    Finding finding = findings(json).getFirst();
    assertThat(finding.isError()).isTrue();
    assertThat(finding.message()).contains("surrogate");
  }

  @Test
  void aCharacterInTwoHalvesIsKept() {
    assertThat(findings("{\"\\ud83d\\ude00\": \"\\ud83d\\ude00\"}")).isEmpty();
  }
}
