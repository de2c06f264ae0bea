package io.dialtree.server.api.nativeapi;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Documents;
import io.dialtree.config.document.Fields;
import io.dialtree.config.document.JsonText;
import io.dialtree.config.finding.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The contract of all faces: {@code openapi.yaml} inside the jar (OpenAPI 3.1). */
public final class Contract {
  private Contract() {}

  /**
   * One thing that can be done, as the contract has it.
   *
   * @param method in capitals
   * @param example body of a request, empty when it has none
   * @param exampleType media type of that body
   * @param answers by status, failures that are the same everywhere left out
   */
  public record Operation(
      String method,
      String path,
      String tag,
      String summary,
      String description,
      List<Parameter> parameters,
      String exampleType,
      String example,
      List<Answer> answers) {
    /** Copies the lists. */
    public Operation {
      parameters = List.copyOf(parameters);
      answers = List.copyOf(answers);
    }
  }

  /**
   * A parameter of the path, the query or a header.
   *
   * @param where {@code path}, {@code query} or {@code header}
   * @param example a value that works
   */
  public record Parameter(String name, String where, String description, String example) {}

  /**
   * What comes back.
   *
   * @param example of a body, empty when it has none
   */
  public record Answer(String status, String description, String example) {}

  /** The file, word for word. */
  public static byte[] bytes() {
    try (InputStream in = Contract.class.getResourceAsStream("openapi.yaml")) {
      return in == null ? new byte[0] : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that can be done, in the order of the file. */
  public static List<Operation> operations() {
    Findings findings = new Findings();
    DocNode tree = Documents.yaml("openapi.yaml", bytes(), findings).orElseThrow();
    Fields top = Fields.of(tree, "", findings);
    Fields shared = top.fields("components").fields("parameters");
    Fields paths = top.fields("paths");
    List<Operation> operations = new ArrayList<>();
    for (String path : paths.keys()) {
      Fields methods = paths.fields(path);
      List<Parameter> common = parameters(methods, shared);
      for (String method : methods.keys()) {
        if (!method.equals("parameters")) {
          operations.add(operation(path, method, methods.fields(method), common, shared));
        }
      }
    }
    if (findings.hasErrors()) {
      throw new IllegalStateException("the contract in the jar is broken: " + findings.list());
    }
    return operations;
  }

  private static Operation operation(
      String path, String method, Fields fields, List<Parameter> common, Fields shared) {
    List<Parameter> parameters = new ArrayList<>(common);
    parameters.addAll(parameters(fields, shared));
    Fields content = fields.fields("requestBody").fields("content");
    List<Answer> answers = new ArrayList<>();
    Fields responses = fields.fields("responses");
    for (String status : responses.keys()) {
      if (!status.equals("default")) {
        Fields answer = responses.fields(status);
        answers.add(
            new Answer(status, text(answer, "description"), example(answer.fields("content"))));
      }
    }
    return new Operation(
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        fields.items("tags").stream().findFirst().map(Contract::scalar).orElse(""),
        text(fields, "summary"),
        text(fields, "description"),
        parameters,
        content.keys().stream().findFirst().orElse(""),
        example(content),
        answers);
  }

  /** Of the first media type: a text as it is, anything else as JSON. */
  private static String example(Fields content) {
    return content.keys().stream()
        .findFirst()
        .flatMap(type -> content.fields(type).node("example"))
        .map(node -> isText(node) ? scalar(node) : JsonText.of(node))
        .orElse("");
  }

  private static boolean isText(DocNode node) {
    return node instanceof DocNode.Scalar scalar && scalar.kind() == DocNode.Kind.TEXT;
  }

  private static List<Parameter> parameters(Fields fields, Fields shared) {
    List<Parameter> parameters = new ArrayList<>();
    for (DocNode item : fields.items("parameters")) {
      Fields own = Fields.of(item, "parameters", new Findings());
      String ref = text(own, "$ref");
      Fields parameter =
          ref.isEmpty() ? own : shared.fields(ref.substring(ref.lastIndexOf('/') + 1));
      parameters.add(
          new Parameter(
              text(parameter, "name"),
              text(parameter, "in"),
              text(parameter, "description"),
              text(parameter, "example")));
    }
    return parameters;
  }

  private static String text(Fields fields, String key) {
    return fields.node(key).map(Contract::scalar).orElse("");
  }

  private static String scalar(DocNode node) {
    return node instanceof DocNode.Scalar scalar ? scalar.text() : "";
  }
}
