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
import java.util.regex.Pattern;

/**
 * Media as Kazoo writes them: the id of a file, a stream, or true and false for the system prompt
 * and silence.
 */
final class KazooMedia {
  private static final String SILENCE = "silence_stream://";
  private static final String SYSTEM = "system_media";

  /** How the ids of system prompts begin. */
  private static final Pattern LANGUAGE =
      Pattern.compile("(?i)[a-z]{2}(?:-[a-z]{2})?(?:/|%2F)(?=[^/%]+$)");

  private static final int ID_MIN = 3;
  static final int ID_MAX = 2_048;

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
    Optional<String> name = promptName(id);
    if (name.isEmpty()) {
      findings.warning(
          "media",
          fields.at(key),
          fields.path(key),
          "streams and addresses are not played; name a file in prompts/");
    }
    return name.stream().map(MediaReference::prompt).toList();
  }

  /**
   * The prompt of an id or of a path. Kazoo's paths are {@code /system_media/en-us%2Fmenu-exit}
   * (also without what stands before the language) for system prompts, and {@code
   * /ACCOUNT/MEDIA/ATTACHMENT}, the attachment perhaps absent, for an account's own. Ids are one
   * space here, so the account in a path is not needed.
   */
  private static Optional<String> promptName(String id) {
    if (id.contains("://")) {
      return Optional.empty();
    }
    String[] parts = id.replaceFirst("^/", "").split("/", -1);
    boolean isSystem = parts[0].equals(SYSTEM) && parts.length > 1;
    if (isSystem || LANGUAGE.matcher(id).lookingAt()) {
      String decoded = decoded(id);
      return Optional.of(decoded.substring(decoded.lastIndexOf('/') + 1));
    }
    if (!id.startsWith("/")) {
      return Optional.of(id);
    }
    return parts.length > 1 ? Optional.of(decoded(parts[1])) : Optional.empty();
  }

  private static String decoded(String text) {
    return text.replaceAll("(?i)%2F", "/");
  }

  private static Optional<Long> silenceMs(String id) {
    String length = id.substring(SILENCE.length());
    return length.matches("[0-9]{1,6}") ? Optional.of(Long.valueOf(length)) : Optional.empty();
  }
}
