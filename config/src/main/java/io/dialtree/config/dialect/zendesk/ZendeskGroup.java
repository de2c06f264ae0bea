package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import java.util.List;

/**
 * A group of agents.
 *
 * @param id 0 while it has none
 * @param source as it was read, for keys nobody here knows, its members among them
 */
public record ZendeskGroup(long id, String name, Mapping source) {
  private static final List<String> KEYS =
      List.of(
          "id",
          "name",
          "description",
          "members",
          "default",
          "deleted",
          "is_public",
          "url",
          "created_at",
          "updated_at");

  /** Reads a group; what is wrong with it is in the findings. */
  public static ZendeskGroup read(DocNode node, Findings findings) {
    Fields fields = ZendeskFields.of(node, "", findings);
    fields.pointOutSlips(KEYS);
    checkMembers(fields);
    return new ZendeskGroup(
        ZendeskFields.id(fields, "id").orElse(0L),
        fields.requiredText("name", 1, ZendeskFields.NAME_MAX),
        ZendeskFields.source(node));
  }

  /** Users by their ids, or addresses to call. */
  private static void checkMembers(Fields fields) {
    for (DocNode item : ZendeskFields.bounded(fields, "members")) {
      if (item instanceof Scalar scalar && scalar.kind() == Kind.INTEGER) {
        fields.wholeOf(fields.path("members"), item, 0, ZendeskFields.ID_MAX);
      } else {
        fields.textOf(fields.path("members"), item, 1, ZendeskFields.NAME_MAX);
      }
    }
  }

  /** The document again. */
  public Mapping json() {
    return DocTree.over(source)
        .setUnlessDefault("id", DocTree.number(id), id == 0)
        .set("name", DocTree.text(name))
        .mapping();
  }

  /** The same group under an id of the server's choice. */
  public ZendeskGroup withId(long newId) {
    return new ZendeskGroup(newId, name, source);
  }
}
