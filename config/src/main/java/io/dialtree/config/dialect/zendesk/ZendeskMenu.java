package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A menu of an IVR.
 *
 * @param at where the document says so
 * @param id 0 while it has none
 * @param isDefault the menu callers reach first
 * @param greetingId played at every attempt; empty plays the account's default greeting for IVRs
 * @param source as it was read, for keys nobody here knows
 */
public record ZendeskMenu(
    SourcePosition at,
    long id,
    Optional<String> name,
    boolean isDefault,
    Optional<Long> greetingId,
    List<ZendeskRoute> routes,
    Mapping source) {
  private static final List<String> KEYS =
      List.of("id", "name", "default", "greeting_id", "routes");

  /** Copies the list. */
  public ZendeskMenu {
    routes = List.copyOf(routes);
  }

  /**
   * Reads a menu with its routes; what is wrong with it is in the findings, under dotted paths that
   * begin with {@code path}.
   */
  public static ZendeskMenu read(DocNode node, String path, Findings findings) {
    Fields fields = ZendeskFields.of(node, path, findings);
    fields.pointOutSlips(KEYS);
    List<ZendeskRoute> routes = new ArrayList<>();
    List<DocNode> items = fields.items("routes");
    for (int i = 0; i < items.size(); i++) {
      routes.add(ZendeskRoute.read(items.get(i), fields.path("routes." + i), findings));
    }
    return new ZendeskMenu(
        node.at(),
        ZendeskFields.id(fields, "id").orElse(0L),
        fields.text("name", 0, ZendeskFields.NAME_MAX),
        fields.bool("default").orElse(false),
        ZendeskFields.id(fields, "greeting_id"),
        routes,
        ZendeskFields.source(node));
  }

  /** The document again. */
  public Mapping json() {
    DocNode list = DocTree.list(routes.stream().map(ZendeskRoute::json).toList());
    return DocTree.over(source)
        .setUnlessDefault("id", DocTree.number(id), id == 0)
        .setIfAny("name", ZendeskFields.text(name))
        .setUnlessDefault("default", DocTree.bool(isDefault), !isDefault)
        .setIfAny("greeting_id", ZendeskFields.number(greetingId))
        .setUnlessDefault("routes", list, routes.isEmpty())
        .mapping();
  }

  /** True for text that a menu can be called by. */
  public static boolean isName(String text) {
    return text.codePointCount(0, text.length()) <= ZendeskFields.NAME_MAX;
  }

  /** The same menu with these routes. */
  public ZendeskMenu withRoutes(List<ZendeskRoute> newRoutes) {
    return new ZendeskMenu(at, id, name, isDefault, greetingId, newRoutes, source);
  }

  /** The same menu under an id of the server's choice. */
  public ZendeskMenu withId(long newId) {
    return new ZendeskMenu(at, newId, name, isDefault, greetingId, routes, source);
  }
}
