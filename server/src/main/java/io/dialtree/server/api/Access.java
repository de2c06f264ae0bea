package io.dialtree.server.api;

/** What a route asks of the one who comes. */
public enum Access {
  /** Nothing: anybody. */
  OPEN,
  /** May look. */
  READ,
  /** May change documents. */
  WRITE,
  /** May change everything: principals, the running server. */
  ADMIN
}
