package io.dialtree.config.model;

/**
 * Where in a document something stands.
 *
 * @param file name of the document as the reader of a message knows it
 * @param line 1 for the first line, 0 when the document has no lines (a setting from the
 *     environment)
 * @param column 1 for the first character, 0 when unknown
 */
public record SourcePosition(String file, int line, int column) {
  /** The whole document, no line in particular. */
  public static SourcePosition of(String file) {
    return new SourcePosition(file, 0, 0);
  }
}
