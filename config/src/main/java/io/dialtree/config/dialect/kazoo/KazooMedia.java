package io.dialtree.config.dialect.kazoo;

import io.dialtree.config.dialect.MediaReference;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * Media as Kazoo writes them: the id of a file, a stream, or true and false for the system prompt
 * and silence.
 */
final class KazooMedia {
  private static final String SILENCE = "silence_stream://";
  private static final int ID_MIN = 3;
  private static final int ID_MAX = 2048;

  private KazooMedia() {}

  static List<Prompt> system(String name) {
    return List.of(new Prompt.System(name));
  }

  static List<Prompt> greeting(Fields media, Findings findings) {
    return media
        .text("greeting", ID_MIN, ID_MAX)
        .map(id -> prompts(media, "greeting", id, findings))
        .orElseGet(() -> system("menu-no_prompt"));
  }

  /** True or absent is the system prompt, false is silence, text is a media id. */
  static List<Prompt> spoken(Fields media, String key, String systemName, Findings findings) {
    boolean isBoolean =
        media
            .node(key)
            .map(node -> node instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN)
            .orElse(true);
    if (isBoolean) {
      return media.bool(key).orElse(true) ? system(systemName) : List.of();
    }
    DocNode node = media.node(key).orElseThrow();
    if (!(node instanceof Scalar scalar) || scalar.kind() != Kind.TEXT) {
      media.error("type", key, "found " + node.describe(), "true, false or text", "");
      return List.of();
    }
    return media
        .text(key, ID_MIN, ID_MAX)
        .map(id -> prompts(media, key, id, findings))
        .orElse(List.of());
  }

  /** The prompt a media id names. */
  static List<Prompt> prompts(Fields fields, String key, String id, Findings findings) {
    if (id.startsWith(SILENCE)) {
      return List.of(new Prompt.Silence(silenceMs(id).orElse(1_000L)));
    }
    if (id.contains("/")) {
      findings.warning(
          "media",
          fields.at(key),
          fields.path(key),
          "paths and streams are not played; name a file in prompts/");
      return List.of();
    }
    return List.of(MediaReference.prompt(id));
  }

  private static Optional<Long> silenceMs(String id) {
    String length = id.substring(SILENCE.length());
    return length.matches("[0-9]{1,6}") ? Optional.of(Long.valueOf(length)) : Optional.empty();
  }
}
