package io.dialtree.config.library;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Places;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A library, and the book it gives. Immutable; the next compilation starts from it. */
public final class Compiled {
  private final Library library;
  private final FlowBook book;
  private final Map<DocumentKey, Entry> entries;
  private final List<Finding> across;
  private final Map<Finding, Finding> turned;

  Compiled(
      Library library,
      FlowBook book,
      Map<DocumentKey, Entry> entries,
      List<Finding> across,
      Map<Finding, Finding> turned) {
    this.turned = Map.copyOf(turned);
    this.library = library;
    this.book = book;
    this.entries = entries;
    this.across = List.copyOf(across);
  }

  /** Of no document. */
  public static Compiled empty() {
    return new Compiled(
        Library.empty(), new FlowBook(List.of(), Optional.empty()), Map.of(), List.of(), Map.of());
  }

  /** Flows of documents that are broken, which the book has not. */
  public List<Flow> drafts() {
    return entries.values().stream().flatMap(it -> it.reading().drafts().stream()).toList();
  }

  /** The documents. */
  public Library library() {
    return library;
  }

  /** Every flow that can run. */
  public FlowBook book() {
    return book;
  }

  /** What is wrong with one document by itself. */
  public List<Finding> findings(DocumentKey key) {
    return reading(key).map(Reading::findings).orElse(List.of());
  }

  /**
   * What is wrong between documents: the same number twice, a target or a prompt that is not there.
   */
  public List<Finding> across() {
    return across;
  }

  /**
   * A conflict of two documents as the other one sees it: {@link #across} tells the one that comes
   * second in order of precedence.
   */
  public Optional<Finding> turned(Finding conflict) {
    return Optional.ofNullable(turned.get(conflict));
  }

  /** Documents that were not read in that compilation, or not with this outcome. */
  public List<Document> changedSince(Compiled before) {
    return entries.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(before.entries.get(entry.getKey())))
        .map(entry -> entry.getValue().document())
        .toList();
  }

  /** Everything that is wrong: document by document, then between them. */
  public List<Finding> findings() {
    return java.util.stream.Stream.concat(
            entries.values().stream().flatMap(entry -> entry.reading().findings().stream()),
            across.stream())
        .toList();
  }

  /** Where words stand in the documents; for one thread, and not to be kept. */
  public Places places() {
    return new DocumentPlaces(library.documents());
  }

  /** What the dialect made of a document. */
  public Optional<Reading> reading(DocumentKey key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::reading);
  }

  Optional<Entry> entry(DocumentKey key) {
    return Optional.ofNullable(entries.get(key));
  }
}
