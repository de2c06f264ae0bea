package io.dialtree.server.flowcode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.finding.Finding;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How findings are written. */
public enum FindingsFormat {
  /** A line each, for people and for editors that jump to {@code file:line:column}. */
  TEXT,
  /** One JSON array. */
  JSON,
  /** Static Analysis Results Interchange Format 2.1.0, for code review. */
  SARIF;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * All findings as one text, with an end of line.
   *
   * @param version of this program
   */
  public String write(List<Finding> findings, String version) {
    return switch (this) {
      case TEXT ->
          findings.stream()
              .map(finding -> finding.line() + System.lineSeparator())
              .collect(Collectors.joining());
      case JSON -> text(json(findings));
      case SARIF -> text(Sarif.document(findings, version));
    };
  }

  private static String text(com.fasterxml.jackson.databind.JsonNode node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node)
          + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static ArrayNode json(List<Finding> findings) {
    ArrayNode all = MAPPER.createArrayNode();
    for (Finding finding : findings) {
      ObjectNode one = all.addObject();
      one.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
      one.put("rule", finding.rule());
      one.put("file", finding.at().file());
      one.put("line", finding.at().line());
      one.put("column", finding.at().column());
      one.put("key", finding.key());
      one.put("message", finding.message());
      one.put("allowed", finding.allowed());
      one.put("nearest", finding.nearest());
    }
    return all;
  }
}
