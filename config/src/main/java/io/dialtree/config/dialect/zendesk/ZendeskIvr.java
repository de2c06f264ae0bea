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
 * An IVR with its menus.
 *
 * @param at the document
 * @param id 0 while it has none
 * @param phoneNumberIds phone numbers that reach it
 * @param source as it was read, for keys nobody here knows
 */
public record ZendeskIvr(
    SourcePosition at,
    long id,
    Optional<String> name,
    List<ZendeskMenu> menus,
    List<Long> phoneNumberIds,
    Mapping source) {
  private static final List<String> KEYS =
      List.of("id", "name", "menus", "phone_number_ids", "phone_number_names");

  /** Copies the lists. */
  public ZendeskIvr {
    menus = List.copyOf(menus);
    phoneNumberIds = List.copyOf(phoneNumberIds);
  }

  /** Reads an IVR with its menus and their routes; what is wrong with it is in the findings. */
  public static ZendeskIvr read(DocNode node, Findings findings) {
    Fields fields = ZendeskFields.of(node, "", findings);
    fields.pointOutSlips(KEYS);
    List<ZendeskMenu> menus = new ArrayList<>();
    List<DocNode> items = fields.items("menus");
    for (int i = 0; i < items.size(); i++) {
      menus.add(ZendeskMenu.read(items.get(i), "menus." + i, findings));
    }
    return new ZendeskIvr(
        node.at(),
        ZendeskFields.id(fields, "id").orElse(0L),
        fields.text("name", 0, ZendeskFields.NAME_MAX),
        menus,
        ZendeskFields.ids(fields, "phone_number_ids"),
        ZendeskFields.source(node));
  }

  /** The document again. */
  public Mapping json() {
    DocNode list = DocTree.list(menus.stream().map(ZendeskMenu::json).toList());
    return DocTree.over(source)
        .setUnlessDefault("id", DocTree.number(id), id == 0)
        .setIfAny("name", ZendeskFields.text(name))
        .setUnlessDefault("menus", list, menus.isEmpty())
        .setUnlessDefault(
            "phone_number_ids", ZendeskFields.numbers(phoneNumberIds), phoneNumberIds.isEmpty())
        .mapping();
  }

  /** The menu of that id. */
  public Optional<ZendeskMenu> menu(long menuId) {
    return menus.stream().filter(menu -> menu.id() == menuId).findFirst();
  }

  /** The menu callers reach first: the default one, else the first. */
  public Optional<ZendeskMenu> entry() {
    return menus.stream()
        .filter(ZendeskMenu::isDefault)
        .findFirst()
        .or(() -> menus.stream().findFirst());
  }

  /** The same IVR with these menus. */
  public ZendeskIvr withMenus(List<ZendeskMenu> newMenus) {
    return new ZendeskIvr(at, id, name, newMenus, phoneNumberIds, source);
  }

  /** The same IVR under an id of the server's choice. */
  public ZendeskIvr withId(long newId) {
    return new ZendeskIvr(at, newId, name, menus, phoneNumberIds, source);
  }
}
