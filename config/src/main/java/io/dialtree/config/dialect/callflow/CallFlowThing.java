package io.dialtree.config.dialect.callflow;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.DocumentKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the objects that call flows name may say. Nothing runs them yet, so they are only looked at;
 * keys that are not here are kept as well.
 *
 * @param name the text that must be there
 * @param others keys that may be there
 */
record CallFlowThing(String name, Map<String, Shape> others) {
  private static final int TEXT_MAX = 1_000;
  private static final int ITEMS_MAX = 1_000;

  /** Seconds, and kinds of audio: nothing here counts further. */
  private static final long WHOLE_MAX = 999_999_999L;

  private static final List<String> SERVER_SET = List.of("uuid", "created_on", "updated_on");

  private static final Map<DocumentKind, CallFlowThing> KINDS =
      Map.of(
          DocumentKind.CALLFLOW_USER,
          new CallFlowThing(
              "user_name",
              Map.ofEntries(
                  Map.entry("password", Shape.SECRET),
                  Map.entry("extension", Shape.EXTENSION),
                  Map.entry("display_name", Shape.TEXT),
                  Map.entry("ring_duration", Shape.WHOLE),
                  Map.entry("personal_mailbox", Shape.TEXT),
                  Map.entry("hold_playlist", Shape.TEXT),
                  Map.entry("caller_id", Shape.TEXT),
                  Map.entry("type", Shape.TEXT),
                  Map.entry("timezone", Shape.TEXT),
                  Map.entry("country_code", Shape.TEXT))),
          DocumentKind.CALLFLOW_GROUP,
          new CallFlowThing("name", Map.of("extension", Shape.EXTENSION, "members", Shape.TEXTS)),
          DocumentKind.CALLFLOW_SOUND,
          new CallFlowThing(
              "name",
              Map.of(
                  "uuid", Shape.TEXT,
                  "file_name", Shape.TEXT,
                  "audio_type", Shape.WHOLE,
                  "tag", Shape.TEXT,
                  "shared", Shape.BOOL)),
          DocumentKind.CALLFLOW_PLAYLIST,
          new CallFlowThing("name", Map.of("sounds", Shape.TEXTS, "random", Shape.BOOL)),
          DocumentKind.CALLFLOW_MAILBOX,
          new CallFlowThing(
              "name",
              Map.of(
                  "greeting", Shape.TEXT,
                  "beep", Shape.BOOL,
                  "password", Shape.SECRET,
                  "mailbox", Shape.TEXT)),
          DocumentKind.CALLFLOW_TRUNK,
          new CallFlowThing("name", Map.of("auth", Shape.SECRET_ROWS)));

  /** What a value must be. */
  enum Shape {
    TEXT,
    /** Text that no finding repeats. */
    SECRET,
    WHOLE,
    EXTENSION,
    BOOL,
    TEXTS,
    /** Objects that no finding repeats. */
    SECRET_ROWS
  }

  /** Notes what is wrong with an object of that kind, nothing of others. Null counts as absent. */
  static void check(DocumentKind kind, DocNode tree, Findings findings) {
    Optional.ofNullable(KINDS.get(kind))
        .ifPresent(thing -> thing.check(Fields.of(tree, "", findings).withoutNulls()));
  }

  private void check(Fields fields) {
    fields.pointOutSlips(
        Stream.of(List.of(name), others.keySet(), SERVER_SET).flatMap(Collection::stream).toList());
    fields.requiredText(name, 1, TEXT_MAX);
    for (String key : fields.keys()) {
      Optional.ofNullable(others.get(key)).ifPresent(shape -> check(fields, key, shape));
    }
  }

  private static void check(Fields fields, String key, Shape shape) {
    switch (shape) {
      case TEXT -> fields.text(key, 1, TEXT_MAX);
      case SECRET -> secret(fields, key);
      case WHOLE -> fields.whole(key, 0, WHOLE_MAX);
      case EXTENSION -> fields.whole(key, 1, CallFlow.EXTENSION_MAX);
      case BOOL -> fields.bool(key);
      case TEXTS ->
          bounded(fields, key).forEach(item -> fields.textOf(fields.path(key), item, 1, TEXT_MAX));
      case SECRET_ROWS -> rows(fields, key);
    }
  }

  private static void secret(Fields fields, String key) {
    boolean isText =
        fields.node(key).filter(it -> it instanceof Scalar s && s.kind() == Kind.TEXT).isPresent();
    if (isText) {
      fields.text(key, 1, TEXT_MAX);
    } else {
      fields.error("type", key, "found something else", "text", "");
    }
  }

  private static void rows(Fields fields, String key) {
    if (!(fields.node(key).orElse(null) instanceof DocNode.Items items)
        || !items.items().stream().allMatch(Mapping.class::isInstance)) {
      fields.error("type", key, "found something else", "a list of objects", "");
    } else {
      bounded(fields, key);
    }
  }

  private static Stream<DocNode> bounded(Fields fields, String key) {
    List<DocNode> items = fields.items(key);
    if (items.size() > ITEMS_MAX) {
      fields.error("maxItems", key, items.size() + " entries", "at most " + ITEMS_MAX, "");
    }
    return items.stream().limit(ITEMS_MAX);
  }
}
