package io.dialtree.server.api.callflow;

import io.dialtree.config.library.DocumentKind;

/** Objects that call flows name. What they may say, their documents' readers know. */
enum ThingKind {
  /** A person who is rung. */
  USER("user", DocumentKind.CALLFLOW_USER),
  /** People who are rung together. */
  GROUP("group", DocumentKind.CALLFLOW_GROUP),
  /** A piece of audio. */
  SOUND("sound", DocumentKind.CALLFLOW_SOUND),
  /** Pieces of audio in order. */
  PLAYLIST("playlist", DocumentKind.CALLFLOW_PLAYLIST),
  /** Where messages are kept. */
  MAILBOX("mailbox", DocumentKind.CALLFLOW_MAILBOX),
  /** A way to other telephone systems. */
  TRUNK("trunk", DocumentKind.CALLFLOW_TRUNK),
  /** A dialled number, and the call flow it reaches. */
  NUMBER("number", DocumentKind.NUMBER);

  private final String segment;
  private final DocumentKind kind;

  ThingKind(String segment, DocumentKind kind) {
    this.segment = segment;
    this.kind = kind;
  }

  String path() {
    return CallFlowFace.PREFIX + "/" + segment;
  }

  DocumentKind kind() {
    return kind;
  }
}
