package io.dialtree.config.dialect.zendesk;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all Zendesk objects have in common: null means absent, and ids have 64 bits. */
final class ZendeskFields {
  /** Ids of real accounts are around 3.6e11. */
  static final long ID_MAX = Long.MAX_VALUE;

  static final int NAME_MAX = 1_000;
  private static final int LIST_MAX = 1_000;

  private ZendeskFields() {}

  static Fields of(DocNode node, String path, Findings findings) {
    return Fields.of(node, path, findings).withoutNulls();
  }

  static Mapping source(DocNode node) {
    return node instanceof Mapping mapping ? mapping : DocTree.empty();
  }

  static Optional<Long> id(Fields fields, String key) {
    return fields.whole(key, 0, ID_MAX);
  }

  static List<Long> ids(Fields fields, String key) {
    List<Long> ids = new ArrayList<>();
    for (DocNode item : bounded(fields, key)) {
      fields.wholeOf(fields.path(key), item, 0, ID_MAX).ifPresent(ids::add);
    }
    return ids;
  }

  static List<String> texts(Fields fields, String key) {
    List<String> texts = new ArrayList<>();
    for (DocNode item : bounded(fields, key)) {
      fields.textOf(fields.path(key), item, 0, NAME_MAX).ifPresent(texts::add);
    }
    return texts;
  }

  static Optional<DocNode> number(Optional<Long> number) {
    return number.map(DocTree::number);
  }

  static Optional<DocNode> text(Optional<String> text) {
    return text.map(DocTree::text);
  }

  static DocNode numbers(List<Long> numbers) {
    return DocTree.list(numbers.stream().map(DocTree::number).toList());
  }

  static DocNode textList(List<String> texts) {
    return DocTree.list(texts.stream().map(DocTree::text).toList());
  }

  /** The list at a key; of one that is too long, which is an error, its beginning. */
  static List<DocNode> bounded(Fields fields, String key) {
    List<DocNode> items = fields.items(key);
    if (items.size() > LIST_MAX) {
      fields.error(
          "maxItems", key, items.size() + " entries", "at most " + LIST_MAX + " entries", "");
    }
    return items.stream().limit(LIST_MAX).toList();
  }
}
