package io.dialtree.config.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Documents;
import io.dialtree.config.document.JsonText;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Documents of the originals, as they stand in the test resources beside this class. */
public final class GoldenDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenDocuments() {}

  /** The text of a document, such as {@code zendesk/ivr.json}. */
  public static String text(String name) throws IOException {
    try (InputStream in = GoldenDocuments.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** JSON as a tree; it must be JSON. */
  public static DocNode tree(String json) {
    Findings findings = new Findings();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    DocNode node = Documents.json("test.json", bytes, findings).orElseThrow();
    assertThat(findings.list()).isEmpty();
    return node;
  }

  /** Reads the document into the model and writes it again: nothing may be lost, moved or added. */
  public static void shouldRoundTrip(String name, Function<DocNode, DocNode> throughTheModel)
      throws IOException {
    String text = text(name);
    String again = JsonText.of(throughTheModel.apply(tree(text)));
    assertThat(JSON.readTree(again)).isEqualTo(JSON.readTree(text));
    assertThat(again).as("order and spelling").isEqualTo(JsonText.of(tree(text)));
  }

  /** The same from JSON text, compared as trees. */
  public static JsonNode json(DocNode node) throws IOException {
    return JSON.readTree(JsonText.of(node));
  }

  /** Rules and paths of errors, as {@code rule path}. */
  public static List<String> errors(Findings findings) {
    return findings.list().stream()
        .filter(Finding::isError)
        .map(finding -> finding.rule() + " " + finding.key())
        .toList();
  }
}
