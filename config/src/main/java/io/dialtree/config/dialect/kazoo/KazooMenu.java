package io.dialtree.config.dialect.kazoo;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.GuardedPattern;
import io.dialtree.config.model.MenuNode.RecordPin;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A menu document, with the schema's defaults filled in.
 *
 * @param account whose it is, empty when it belongs to all
 * @param attempts how often the menu is played in all ({@code retries})
 * @param firstDigitMs {@code timeout}
 * @param interDigitMs {@code interdigit_timeout}; absent leaves it to the callflow node
 * @param maxDigits {@code max_extension_length}
 * @param invalid what a wrong entry plays, empty under {@code suppress_media}
 * @param flags labels for people, not interpreted
 */
public record KazooMenu(
    String account,
    String id,
    String name,
    int attempts,
    int firstDigitMs,
    Optional<Integer> interDigitMs,
    int maxDigits,
    boolean hunt,
    Optional<GuardedPattern> huntAllow,
    Optional<GuardedPattern> huntDeny,
    boolean branch,
    Optional<RecordPin> recordPin,
    List<Prompt> greeting,
    List<Prompt> exit,
    List<Prompt> invalid,
    List<Prompt> transfer,
    List<String> flags) {
  private static final int DEFAULT_ATTEMPTS = 3;
  private static final int DEFAULT_FIRST_DIGIT_MS = 10_000;
  private static final int DEFAULT_MAX_DIGITS = 4;

  /** Copies the lists. */
  public KazooMenu {
    greeting = List.copyOf(greeting);
    exit = List.copyOf(exit);
    invalid = List.copyOf(invalid);
    transfer = List.copyOf(transfer);
    flags = List.copyOf(flags);
  }

  /**
   * What runs when the menu a callflow names cannot be loaded: nothing can be dialled but the
   * node's own keys.
   */
  static KazooMenu missing(String id) {
    return new KazooMenu(
        "",
        id,
        id,
        DEFAULT_ATTEMPTS,
        DEFAULT_FIRST_DIGIT_MS,
        Optional.empty(),
        DEFAULT_MAX_DIGITS,
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        KazooMedia.system("menu-no_prompt"),
        KazooMedia.system("menu-exit"),
        KazooMedia.system("menu-invalid_entry"),
        KazooMedia.system("menu-transferring_call"),
        List.of());
  }

  private static final List<String> KEYS =
      List.of(
          "name",
          "retries",
          "timeout",
          "interdigit_timeout",
          "max_extension_length",
          "hunt",
          "hunt_allow",
          "hunt_deny",
          "branch_extension",
          "record_pin",
          "allow_record_from_offnet",
          "suppress_media",
          "media",
          "flags");
  private static final List<String> MEDIA_KEYS =
      List.of("greeting", "exit_media", "invalid_media", "transfer_media");

  /**
   * The menu in this document, what could be read of it when the findings have an error. Unknown
   * keys are accepted, as Kazoo does.
   *
   * @param account whose it is, empty when it belongs to all
   */
  public static KazooMenu read(DocNode document, String account, String id, Findings findings) {
    return read(Fields.of(document, "", findings).withEscapedDots(), account, id, findings);
  }

  /** All it may play, as a flow that nobody calls. */
  Flow played(SourcePosition at) {
    List<Prompt> prompts =
        Stream.of(greeting, exit, invalid, transfer).flatMap(List::stream).toList();
    Node play = new PlayNode("media", at, prompts, "", 1, Optional.empty());
    return new Flow(
        id,
        name,
        "",
        at,
        List.of(),
        List.of(),
        Flow.CatchAll.NONE,
        play.id(),
        Map.of(play.id(), play),
        0);
  }

  private static KazooMenu read(Fields fields, String account, String id, Findings findings) {
    Fields media = fields.fields("media");
    fields.pointOutSlips(KEYS);
    media.pointOutSlips(MEDIA_KEYS);
    boolean suppressed = fields.bool("suppress_media").orElse(false);
    List<Prompt> invalid =
        KazooMedia.spoken(media, "invalid_media", "menu-invalid_entry", findings);
    int maxDigits = fields.integer("max_extension_length", 1, 6).orElse(DEFAULT_MAX_DIGITS);
    return new KazooMenu(
        account,
        id,
        fields.requiredText("name", 1, 128),
        fields.integer("retries", 1, 10).orElse(DEFAULT_ATTEMPTS),
        fields.integer("timeout", 1, 60_000).orElse(DEFAULT_FIRST_DIGIT_MS),
        fields.integer("interdigit_timeout", 1, 10_000),
        maxDigits,
        fields.bool("hunt").orElse(true),
        regex(fields, "hunt_allow"),
        regex(fields, "hunt_deny"),
        fields.bool("branch_extension").orElse(true),
        recordPin(fields, maxDigits),
        KazooMedia.greeting(media, findings),
        KazooMedia.spoken(media, "exit_media", "menu-exit", findings),
        suppressed ? List.of() : invalid,
        KazooMedia.spoken(media, "transfer_media", "menu-transferring_call", findings),
        flags(fields));
  }

  /** A broken expression would open or close dialling silently, so it is refused. */
  private static Optional<GuardedPattern> regex(Fields fields, String key) {
    Optional<String> regex = fields.text(key, 1, 256);
    Optional<GuardedPattern> pattern = regex.flatMap(GuardedPattern::compile);
    if (regex.isPresent() && pattern.isEmpty()) {
      fields.error("pattern", key, "\"" + regex.get() + "\" is no regular expression", "", "");
    }
    return pattern;
  }

  private static Optional<RecordPin> recordPin(Fields fields, int longest) {
    boolean fromAnywhere = fields.bool("allow_record_from_offnet").orElse(false);
    Optional<String> pin = fields.text("record_pin", 3, 6);
    pin.filter(keys -> !keys.matches("[0-9*A-D]+"))
        .ifPresent(_ ->
            fields.warning(
                "unreachable", "record_pin", "only 0 to 9, * and A to D can be dialled"));
    pin.filter(keys -> keys.length() > longest)
        .ifPresent(_ ->
            fields.warning(
                "unreachable",
                "record_pin",
                "it is longer than the " + longest + " keys of the menu"));
    return pin.map(keys -> new RecordPin(keys, fromAnywhere, ""));
  }

  private static List<String> flags(Fields fields) {
    List<String> flags = new ArrayList<>();
    fields
        .items("flags")
        .forEach(item -> fields.textOf(fields.path("flags"), item, 0, 256).ifPresent(flags::add));
    return flags;
  }
}
