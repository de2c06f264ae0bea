package io.dialtree.server.flowcode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.model.SourcePosition;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.TreeMap;

/** Findings as SARIF 2.1.0 (OASIS), section 3. */
final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  static ObjectNode document(List<Finding> findings, String version) {
    ObjectNode log = JsonNodeFactory.instance.objectNode();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "dialtree");
    driver.put("version", version);
    TreeMap<String, Integer> rules = new TreeMap<>();
    findings.forEach(finding -> rules.put(finding.rule(), 0));
    ArrayNode rulesNode = driver.putArray("rules");
    for (String rule : List.copyOf(rules.keySet())) {
      rules.put(rule, rulesNode.size());
      rulesNode.addObject().put("id", rule);
    }
    run.put("columnKind", "unicodeCodePoints");
    ArrayNode results = run.putArray("results");
    findings.forEach(
        finding -> result(finding, rules.getOrDefault(finding.rule(), 0), results.addObject()));
    return log;
  }

  private static void result(Finding finding, int rule, ObjectNode result) {
    result.put("ruleId", finding.rule());
    result.put("ruleIndex", rule);
    result.put("level", finding.isError() ? "error" : "warning");
    result.putObject("message").put("text", message(finding));
    ObjectNode location = result.putArray("locations").addObject();
    SourcePosition at = finding.at();
    if (isFile(at)) {
      ObjectNode place = location.putObject("physicalLocation");
      place.putObject("artifactLocation").put("uri", uri(at.file()));
      if (at.line() > 0) {
        ObjectNode region = place.putObject("region").put("startLine", at.line());
        if (at.column() > 0) {
          region.put("startColumn", at.column());
        }
      }
    } else {
      location.putArray("logicalLocations").addObject().put("name", at.file());
    }
  }

  private static String message(Finding finding) {
    StringBuilder text = new StringBuilder();
    if (!finding.key().isEmpty()) {
      text.append(finding.key()).append(": ");
    }
    text.append(finding.message());
    if (!finding.allowed().isEmpty()) {
      text.append("; allowed: ").append(finding.allowed());
    }
    if (!finding.nearest().isEmpty()) {
      text.append("; did you mean \"").append(finding.nearest()).append("\"?");
    }
    return text.toString();
  }

  /** Settings may come from options and from the environment, which are no files. */
  private static boolean isFile(SourcePosition at) {
    return !at.file().isEmpty()
        && !at.file().startsWith("option ")
        && !at.file().startsWith("environment ");
  }

  private static String uri(String file) {
    try {
      boolean absolute = file.startsWith("/");
      return new URI(absolute ? "file" : null, absolute ? "" : null, file.replace('\\', '/'), null)
          .toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(file, e);
    }
  }
}
