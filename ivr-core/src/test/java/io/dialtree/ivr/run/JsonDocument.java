package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import java.nio.charset.StandardCharsets;

/** JSON of a test as a tree. */
final class JsonDocument {
  private JsonDocument() {}

  /** Single quotes stand for double ones. */
  static DocNode of(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    DocNode node = Documents.json("test.json", bytes, findings).orElseThrow();
    shouldBeClean(findings);
    return node;
  }

  static void shouldBeClean(Findings findings) {
    assertThat(findings.list().stream().filter(Finding::isError)).isEmpty();
  }
}
