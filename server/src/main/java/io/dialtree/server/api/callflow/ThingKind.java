package io.dialtree.server.api.callflow;

import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.callflow.FieldRule.Type;
import java.util.List;

/**
 * Objects that call flows name, each with what its fields must be. Other fields are kept as sent.
 */
enum ThingKind {
  /** A person who is rung. */
  USER(
      "user",
      DocumentKind.CALLFLOW_USER,
      FieldRule.required("user_name", Type.TEXT),
      FieldRule.optional("password", Type.TEXT),
      FieldRule.optional("extension", Type.WHOLE),
      FieldRule.optional("display_name", Type.TEXT),
      FieldRule.optional("ring_duration", Type.WHOLE),
      FieldRule.optional("personal_mailbox", Type.TEXT),
      FieldRule.optional("hold_playlist", Type.TEXT),
      FieldRule.optional("caller_id", Type.TEXT),
      FieldRule.optional("type", Type.TEXT),
      FieldRule.optional("timezone", Type.TEXT),
      FieldRule.optional("country_code", Type.TEXT)),
  /** People who are rung together. */
  GROUP(
      "group",
      DocumentKind.CALLFLOW_GROUP,
      FieldRule.required("name", Type.TEXT),
      FieldRule.optional("extension", Type.WHOLE),
      FieldRule.optional("members", Type.TEXTS)),
  /** A piece of audio. */
  SOUND(
      "sound",
      DocumentKind.CALLFLOW_SOUND,
      FieldRule.required("name", Type.TEXT),
      FieldRule.optional("file_name", Type.TEXT),
      FieldRule.optional("audio_type", Type.WHOLE),
      FieldRule.optional("tag", Type.TEXT),
      FieldRule.optional("shared", Type.BOOL)),
  /** Pieces of audio in order. */
  PLAYLIST(
      "playlist",
      DocumentKind.CALLFLOW_PLAYLIST,
      FieldRule.required("name", Type.TEXT),
      FieldRule.optional("sounds", Type.TEXTS),
      FieldRule.optional("random", Type.BOOL)),
  /** Where messages are kept. */
  MAILBOX(
      "mailbox",
      DocumentKind.CALLFLOW_MAILBOX,
      FieldRule.required("name", Type.TEXT),
      FieldRule.optional("greeting", Type.TEXT),
      FieldRule.optional("beep", Type.BOOL),
      FieldRule.optional("password", Type.TEXT),
      FieldRule.optional("mailbox", Type.TEXT)),
  /** A way to other telephone systems. */
  TRUNK(
      "trunk",
      DocumentKind.CALLFLOW_TRUNK,
      FieldRule.required("name", Type.TEXT),
      FieldRule.optional("auth", Type.OBJECTS)),
  /** A dialled number, and the call flow it reaches. */
  NUMBER(
      "number",
      DocumentKind.NUMBER,
      FieldRule.required("number", Type.NUMBER),
      FieldRule.required("flow", Type.TEXT));

  private final String segment;
  private final DocumentKind kind;
  private final List<FieldRule> rules;

  ThingKind(String segment, DocumentKind kind, FieldRule... rules) {
    this.segment = segment;
    this.kind = kind;
    this.rules = List.of(rules);
  }

  String path() {
    return CallFlowFace.PREFIX + "/" + segment;
  }

  DocumentKind kind() {
    return kind;
  }

  List<FieldRule> rules() {
    return rules;
  }
}
