package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * One key of a menu.
 *
 * @param at where the document says so
 * @param id 0 while it has none
 * @param keypress {@code 0} to {@code 9}, {@code *}, {@code #} or {@code default}; a route without
 *     one is kept and does nothing
 * @param action a route without one is kept and does nothing
 * @param options of the action
 * @param greeting name of the greeting that is played first
 * @param greetingId the same by id: accepted here beyond what Zendesk documents, because a name
 *     cannot be written there
 * @param source as it was read, for keys nobody here knows, {@code overflow_options} among them
 */
public record ZendeskRoute(
    SourcePosition at,
    long id,
    Optional<String> keypress,
    Optional<RouteAction> action,
    RouteOptions options,
    Optional<String> greeting,
    Optional<Long> greetingId,
    Mapping source) {
  /** The keypress for callers who choose nothing. */
  public static final String DEFAULT = "default";

  private static final List<String> KEYPRESSES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", DEFAULT);

  private static final List<String> KEYS =
      List.of(
          "id",
          "keypress",
          "action",
          "options",
          "option_text",
          "greeting",
          "greeting_id",
          "overflow_options");

  /**
   * Reads a route; what is wrong with it is in the findings, under dotted paths that begin with
   * {@code path}.
   */
  public static ZendeskRoute read(DocNode node, String path, Findings findings) {
    Fields fields = ZendeskFields.of(node, path, findings);
    fields.pointOutSlips(KEYS);
    fields.items("overflow_options"); // nothing is known but that it is a list
    Optional<RouteAction> action =
        fields.word("action", RouteAction.words()).flatMap(RouteAction::of);
    return new ZendeskRoute(
        node.at(),
        ZendeskFields.id(fields, "id").orElse(0L),
        fields.word("keypress", KEYPRESSES),
        action,
        RouteOptions.read(fields, action),
        fields.text("greeting", 0, ZendeskFields.NAME_MAX),
        ZendeskFields.id(fields, "greeting_id"),
        ZendeskFields.source(node));
  }

  /** The document again, with {@code option_text} left as it was read. */
  public Mapping json() {
    return DocTree.over(source)
        .setUnlessDefault("id", DocTree.number(id), id == 0)
        .setIfAny("keypress", ZendeskFields.text(keypress))
        .setIfAny("action", ZendeskFields.text(action.map(RouteAction::word)))
        .setUnlessDefault("options", options.json(), options.source().entries().isEmpty())
        .setIfAny("greeting", ZendeskFields.text(greeting))
        .setIfAny("greeting_id", ZendeskFields.number(greetingId))
        .mapping();
  }

  /** The same route under an id of the server's choice. */
  public ZendeskRoute withId(long newId) {
    return new ZendeskRoute(at, newId, keypress, action, options, greeting, greetingId, source);
  }

  /** True when a caller can do something with it. */
  public boolean runs() {
    return keypress.isPresent() && action.isPresent();
  }
}
