package io.dialtree.store;

/** Something that is written once, off the call's path, and never changed. */
public sealed interface StoredRecord permits CallRow, EventRow {
  /** Unique; writing the same one again changes nothing. */
  String key();

  /**
   * Text as a column takes it: whoever calls must not be able to write a record that can never be
   * stored and holds up all others.
   */
  static String column(String text) {
    String clean = text.replace("\u0000", "");
    return clean.length() > COLUMN_MAX ? clean.substring(0, COLUMN_MAX) : clean;
  }

  /** No number and no id is longer. */
  int COLUMN_MAX = 255;
}
