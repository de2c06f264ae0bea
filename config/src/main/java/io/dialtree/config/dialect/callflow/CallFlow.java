package io.dialtree.config.dialect.callflow;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call flow.
 *
 * @param at the document
 * @param uuid empty while it has none
 * @param extension of the flow itself, from 1
 * @param modules by key, in document order
 * @param showCallRouteName forwarded calls show the flow's name
 * @param showOriginalCallerId forwarded calls show the caller, else the number that was called
 * @param source as it was read, for keys nobody here knows
 */
public record CallFlow(
    SourcePosition at,
    String uuid,
    String name,
    long extension,
    Map<String, FlowStep> modules,
    boolean showCallRouteName,
    boolean showOriginalCallerId,
    Mapping source) {
  static final int NAME_MAX = 1_000;
  private static final List<String> KEYS =
      List.of(
          "uuid",
          "name",
          "extension",
          "flow",
          "show_call_route_name",
          "show_original_caller_id",
          "created_on",
          "updated_on");
  static final long EXTENSION_MAX = 999_999_999L;

  /** A flow a person drew has some dozens. */
  private static final int MODULES_MAX = 1_000;

  /** Copies the map and keeps its order. */
  public CallFlow {
    modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
  }

  /**
   * A module where it stands.
   *
   * @param source as it was read, for keys nobody here knows
   */
  public record FlowStep(SourcePosition at, FlowModule module, Mapping source) {}

  /**
   * Reads a call flow, whole: absent keys have their defaults. What is wrong with it is in the
   * findings, under dotted paths such as {@code flow.KEY.next}.
   */
  public static CallFlow read(DocNode node, Findings findings) {
    Fields fields = Fields.of(node, "", findings).withoutNulls();
    fields.pointOutSlips(KEYS);
    for (String key : List.of("extension", "flow")) {
      if (!fields.has(key)) {
        fields.error("required", fields.at(), key, "the key is missing");
      }
    }
    CallFlow flow =
        new CallFlow(
            node.at(),
            fields.text("uuid", 1, 128).orElse(""),
            fields.requiredText("name", 1, NAME_MAX),
            fields.whole("extension", 1, EXTENSION_MAX).orElse(0L),
            modules(fields, findings),
            fields.bool("show_call_route_name").orElse(false),
            fields.bool("show_original_caller_id").orElse(true),
            node instanceof Mapping mapping ? mapping : DocTree.empty());
    if (fields.has("flow")) {
      FlowGraph.check(flow, fields.fields("flow").keys(), fields.at("flow"), findings);
    }
    return flow;
  }

  private static Map<String, FlowStep> modules(Fields fields, Findings findings) {
    Fields flow = fields.fields("flow");
    if (flow.keys().size() > MODULES_MAX) {
      fields.error(
          "maxProperties", "flow", flow.keys().size() + " modules", "at most " + MODULES_MAX, "");
    }
    Map<String, FlowStep> modules = new LinkedHashMap<>();
    flow.keys().stream()
        .limit(MODULES_MAX)
        .forEach(key -> {
          DocNode at = flow.node(key).orElseThrow();
          FlowModuleReader.read(at, flow.path(key), findings)
              .ifPresent(module ->
                  modules.put(
                      key,
                      new FlowStep(
                          at.at(),
                          module,
                          at instanceof Mapping mapping ? mapping : DocTree.empty())));
        });
    return modules;
  }

  /** The document again. */
  public Mapping json() {
    DocTree flow = DocTree.over(DocTree.empty());
    modules.forEach((key, step) -> flow.set(key, FlowModuleJson.of(step.module, step.source)));
    return DocTree.over(source)
        .setUnlessDefault("uuid", DocTree.text(uuid), uuid.isEmpty())
        .set("name", DocTree.text(name))
        .set("extension", DocTree.number(extension))
        .set("flow", flow.mapping())
        .setUnlessDefault(
            "show_call_route_name", DocTree.bool(showCallRouteName), !showCallRouteName)
        .setUnlessDefault(
            "show_original_caller_id", DocTree.bool(showOriginalCallerId), showOriginalCallerId)
        .mapping();
  }

  /** The same flow under a uuid of the server's choice. */
  public CallFlow withUuid(String newUuid) {
    return new CallFlow(
        at, newUuid, name, extension, modules, showCallRouteName, showOriginalCallerId, source);
  }

  /** Key of the module where it begins. */
  public Optional<String> start() {
    return modules.entrySet().stream()
        .filter(entry -> entry.getValue().module() instanceof FlowModule.Start)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
