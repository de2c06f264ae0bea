package io.dialtree.config.settings;

/** Form of the lines about calls. */
public enum LogMode {
  /** Text on a terminal, JSON elsewhere. */
  AUTO,
  /** For people. */
  TEXT,
  /** For machines. */
  JSON
}
