package io.dialtree.config.document;

import io.dialtree.config.document.DocNode.Entry;
import io.dialtree.config.document.DocNode.Items;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.model.SourcePosition;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds an object, usually on top of the one it was read from: keys that are not set again stay as
 * they were, in their order, so that what nobody here knows survives. Confined to one thread.
 */
public final class DocTree {
  private static final SourcePosition NOWHERE = SourcePosition.of("");

  private final Map<String, Entry> entries;

  private DocTree(Map<String, Entry> entries) {
    this.entries = new LinkedHashMap<>(entries);
  }

  /** An object without keys. */
  public static Mapping empty() {
    return new Mapping(NOWHERE, Map.of());
  }

  /** Starts from an object. */
  public static DocTree over(Mapping source) {
    return new DocTree(source.entries());
  }

  /** Text. */
  public static DocNode text(String text) {
    return new Scalar(NOWHERE, Kind.TEXT, text);
  }

  /** A whole number. */
  public static DocNode number(long number) {
    return new Scalar(NOWHERE, Kind.INTEGER, Long.toString(number));
  }

  /** True or false. */
  public static DocNode bool(boolean value) {
    return new Scalar(NOWHERE, Kind.BOOLEAN, Boolean.toString(value));
  }

  /** Nothing. */
  public static DocNode nothing() {
    return new Scalar(NOWHERE, Kind.NULL, "null");
  }

  /** A list. */
  public static DocNode list(Collection<? extends DocNode> items) {
    return new Items(NOWHERE, List.copyOf(items));
  }

  /** True when the value is absent or null. */
  public static boolean isNothing(Optional<DocNode> node) {
    return node.isEmpty() || (node.get() instanceof Scalar scalar && scalar.kind() == Kind.NULL);
  }

  /** Sets a key. */
  public DocTree set(String key, DocNode value) {
    entries.put(key, new Entry(NOWHERE, value));
    return this;
  }

  /**
   * Sets a key that may be empty. Empty leaves an absent key absent and makes one that is there
   * null.
   */
  public DocTree setIfAny(String key, Optional<DocNode> value) {
    if (value.isPresent()) {
      set(key, value.get());
    } else if (entries.containsKey(key)) {
      set(key, nothing());
    }
    return this;
  }

  /**
   * Sets a key that has a default: a value equal to it is written only when the key was there with
   * a value.
   */
  public DocTree setUnlessDefault(String key, DocNode value, boolean isDefault) {
    if (!isDefault || !isNothing(Optional.ofNullable(entries.get(key)).map(Entry::value))) {
      set(key, value);
    }
    return this;
  }

  /** Takes a key away. */
  public DocTree remove(String key) {
    entries.remove(key);
    return this;
  }

  /** The object. */
  public Mapping mapping() {
    return new Mapping(NOWHERE, Collections.unmodifiableMap(entries));
  }
}
