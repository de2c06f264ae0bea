package io.dialtree.config.library;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A set of documents, by key. Immutable. */
public final class Library {
  private static final Library EMPTY = new Library(new TreeMap<>());

  private final NavigableMap<DocumentKey, Document> documents;

  private Library(NavigableMap<DocumentKey, Document> documents) {
    this.documents = documents;
  }

  /** No document. */
  public static Library empty() {
    return EMPTY;
  }

  /** These documents; of two with the same key the first stays. */
  public static Library of(Collection<Document> documents) {
    TreeMap<DocumentKey, Document> map = new TreeMap<>();
    documents.forEach(document -> map.putIfAbsent(document.key(), document));
    return new Library(map);
  }

  /** With this document in place of the one of the same key. */
  public Library with(Document document) {
    TreeMap<DocumentKey, Document> map = new TreeMap<>(documents);
    map.put(document.key(), document);
    return new Library(map);
  }

  /** Without the document of that key. */
  public Library without(DocumentKey key) {
    TreeMap<DocumentKey, Document> map = new TreeMap<>(documents);
    map.remove(key);
    return new Library(map);
  }

  /** The document of exactly that key. */
  public Optional<Document> get(DocumentKey key) {
    return Optional.ofNullable(documents.get(key));
  }

  /** The document an account sees under that key: its own, else the one that belongs to all. */
  public Optional<Document> find(DocumentKey key) {
    return get(key).or(() -> get(key.shared()));
  }

  /** The documents of a kind that an account sees, by id. */
  public List<Document> list(DocumentKind kind, String account) {
    TreeMap<String, Document> byId = new TreeMap<>();
    Stream.of(DocumentKey.SHARED, account)
        .distinct()
        .flatMap(owner -> range(kind, owner).stream())
        .forEach(document -> byId.put(document.key().id(), document));
    return List.copyOf(byId.values());
  }

  private Collection<Document> range(DocumentKind kind, String account) {
    return documents
        .subMap(new DocumentKey(kind, account, ""), new DocumentKey(kind, account + '\u0000', ""))
        .values();
  }

  /** All documents, in order of their keys. */
  public Collection<Document> documents() {
    return Collections.unmodifiableCollection(documents.values());
  }
}
