package io.dialtree.server.api.callflow;

import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.callflow.FieldRule.Shape;
import java.util.List;

/**
 * Objects that call flows name, each with what its fields must be. Other fields are kept as sent.
 */
enum ThingKind {
  /** A person who is rung. */
  USER(
      "user",
      DocumentKind.CALLFLOW_USER,
      FieldRule.required("user_name", Shape.TEXT),
      FieldRule.optional("password", Shape.TEXT),
      FieldRule.optional("extension", Shape.WHOLE),
      FieldRule.optional("display_name", Shape.TEXT),
      FieldRule.optional("ring_duration", Shape.WHOLE),
      FieldRule.optional("personal_mailbox", Shape.TEXT),
      FieldRule.optional("hold_playlist", Shape.TEXT),
      FieldRule.optional("caller_id", Shape.TEXT),
      FieldRule.optional("type", Shape.TEXT),
      FieldRule.optional("timezone", Shape.TEXT),
      FieldRule.optional("country_code", Shape.TEXT)),
  /** People who are rung together. */
  GROUP(
      "group",
      DocumentKind.CALLFLOW_GROUP,
      FieldRule.required("name", Shape.TEXT),
      FieldRule.optional("extension", Shape.WHOLE),
      FieldRule.optional("members", Shape.TEXTS)),
  /** A piece of audio. */
  SOUND(
      "sound",
      DocumentKind.CALLFLOW_SOUND,
      FieldRule.required("name", Shape.TEXT),
      FieldRule.optional("file_name", Shape.TEXT),
      FieldRule.optional("audio_type", Shape.WHOLE),
      FieldRule.optional("tag", Shape.TEXT),
      FieldRule.optional("shared", Shape.BOOL)),
  /** Pieces of audio in order. */
  PLAYLIST(
      "playlist",
      DocumentKind.CALLFLOW_PLAYLIST,
      FieldRule.required("name", Shape.TEXT),
      FieldRule.optional("sounds", Shape.TEXTS),
      FieldRule.optional("random", Shape.BOOL)),
  /** Where messages are kept. */
  MAILBOX(
      "mailbox",
      DocumentKind.CALLFLOW_MAILBOX,
      FieldRule.required("name", Shape.TEXT),
      FieldRule.optional("greeting", Shape.TEXT),
      FieldRule.optional("beep", Shape.BOOL),
      FieldRule.optional("password", Shape.TEXT),
      FieldRule.optional("mailbox", Shape.TEXT)),
  /** A way to other telephone systems. */
  TRUNK(
      "trunk",
      DocumentKind.CALLFLOW_TRUNK,
      FieldRule.required("name", Shape.TEXT),
      FieldRule.optional("auth", Shape.OBJECTS)),
  /** A dialled number, and the call flow it reaches. */
  NUMBER(
      "number",
      DocumentKind.NUMBER,
      FieldRule.required("number", Shape.NUMBER),
      FieldRule.required("flow", Shape.TEXT));

  private final String segment;
  private final DocumentKind kind;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
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
