package io.dialtree.config.document;

import io.dialtree.config.model.SourcePosition;
import java.util.List;
import java.util.Map;

/** A piece of a document. */
public sealed interface DocNode {
  /** Where it begins. */
  SourcePosition at();

  /** How a message names what was found. */
  String describe();

  /**
   * A single value.
   *
   * @param text as written, without quotes
   */
  record Scalar(SourcePosition at, Kind kind, String text) implements DocNode {
    @Override
    public String describe() {
      return kind == Kind.TEXT ? "\"" + text + "\"" : text;
    }
  }

  /** A list. */
  record Items(SourcePosition at, List<DocNode> items) implements DocNode {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Keys and values, in document order. */
  record Mapping(SourcePosition at, Map<String, Entry> entries) implements DocNode {
    @Override
    public String describe() {
      return "an object";
    }
  }

  /** One value of a mapping, and where its key stands. */
  record Entry(SourcePosition keyAt, DocNode value) {}

  /**
   * Kinds of single values: the core schema of YAML 1.2, which is JSON's, so that {@code no} stays
   * a word.
   */
  enum Kind {
    /** Text. */
    TEXT,
    /** A whole number. */
    INTEGER,
    /** A number with a point or an exponent. */
    DECIMAL,
    /** True or false. */
    BOOLEAN,
    /** Nothing. */
    NULL
  }
}
