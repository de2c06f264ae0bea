package io.dialtree.config.library;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a document is. The order is the order of precedence when two claim the same number. */
public enum DocumentKind {
  /** A flow in this server's own format. */
  NATIVE_FLOW("native-flow", "native", "flows"),
  /** Opening hours that flows name. */
  CALENDAR("calendar", "native", "calendars"),
  /** A Kazoo callflow. */
  KAZOO_CALLFLOW("kazoo-callflow", "kazoo", "flows/kazoo/callflows"),
  /** A Kazoo menu. */
  KAZOO_MENU("kazoo-menu", "kazoo", "flows/kazoo/menus"),
  /** What is known of a piece of audio under Kazoo's names; the bytes are kept elsewhere. */
  KAZOO_MEDIA("kazoo-media", "kazoo", "flows/kazoo/media"),
  /** A Kazoo telephone number of an account. */
  KAZOO_PHONE_NUMBER("kazoo-phone-number", "kazoo", "flows/kazoo/phone_numbers"),
  /** A Zendesk IVR with its menus, each with its routes. */
  ZENDESK_IVR("zendesk-ivr", "zendesk", "flows/zendesk/ivrs"),
  /** A Zendesk greeting; {@code audio_name} names a prompt. */
  ZENDESK_GREETING("zendesk-greeting", "zendesk", "flows/zendesk/greetings"),
  /** A Zendesk telephone number. */
  ZENDESK_PHONE_NUMBER("zendesk-phone-number", "zendesk", "flows/zendesk/phone_numbers"),
  /** A Zendesk group of agents. */
  ZENDESK_GROUP("zendesk-group", "zendesk", "flows/zendesk/groups"),
  /** A call-flow graph. */
  CALLFLOW("callflow", "callflow", "flows/callflow"),
  /** A sound a call flow may play. */
  CALLFLOW_SOUND("callflow-sound", "callflow", "flows/callflow/sounds"),
  /** A list of sounds for holding and ringing. */
  CALLFLOW_PLAYLIST("callflow-playlist", "callflow", "flows/callflow/playlists"),
  /** A person a call flow may ring. */
  CALLFLOW_USER("callflow-user", "callflow", "flows/callflow/users"),
  /** People a call flow may ring together. */
  CALLFLOW_GROUP("callflow-group", "callflow", "flows/callflow/groups"),
  /** Where messages of a call flow are kept. */
  CALLFLOW_MAILBOX("callflow-mailbox", "callflow", "flows/callflow/mailboxes"),
  /** A trunk a call flow may hand a call to. */
  CALLFLOW_TRUNK("callflow-trunk", "callflow", "flows/callflow/trunks"),
  /** A dialled number, or a pattern of such, and what it reaches. */
  NUMBER("number", "numbers", "numbers");

  private static final List<String> YAML = List.of("yaml", "yml");
  private static final List<String> JSON = List.of("json");

  private final String slug;
  private final String dialect;
  private final String folder;

  DocumentKind(String slug, String dialect, String folder) {
    this.slug = slug;
    this.dialect = dialect;
    this.folder = folder;
  }

  /** The kind of that slug. */
  public static Optional<DocumentKind> bySlug(String slug) {
    return Arrays.stream(values()).filter(kind -> kind.slug.equals(slug)).findFirst();
  }

  /** Stable name, used in messages and in the store. */
  public String slug() {
    return slug;
  }

  /** Name of the dialect it belongs to, as {@code numbers.yaml} writes it before the slash. */
  public String dialect() {
    return dialect;
  }

  /** Its folder in a configuration; numbers may also be rows of {@code numbers.yaml}. */
  public String folder() {
    return folder;
  }

  /** Endings of its files. */
  public List<String> endings() {
    return isYaml() ? YAML : JSON;
  }

  /** True when its text is YAML, which JSON is a part of; false when it is JSON alone. */
  public boolean isYaml() {
    return this == NATIVE_FLOW || this == CALENDAR;
  }
}
