package io.dialtree.config.library;

import io.dialtree.config.dialect.Revision;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what has to be read of one library. Confined to one thread. */
final class LibraryPass {
  /** Stands for all documents of a kind among the references of a document. */
  private static final String ALL = "\u0000all";

  private final Library library;
  private final Compiled previous;
  private final Map<DocumentKind, Dialect> dialects;
  private final Map<DocumentKey, Entry> entries = new HashMap<>();
  private final Map<DocumentKey, String> listings = new HashMap<>();
  private final Set<DocumentKey> inWork = new HashSet<>();

  LibraryPass(Library library, Compiled previous, Map<DocumentKind, Dialect> dialects) {
    this.library = library;
    this.previous = previous;
    this.dialects = dialects;
  }

  /** All documents in order of their keys. */
  Map<DocumentKey, Entry> entries() {
    Map<DocumentKey, Entry> ordered = new LinkedHashMap<>();
    for (Document document : library.documents()) {
      ordered.put(document.key(), entry(document));
    }
    return ordered;
  }

  private Entry entry(Document document) {
    Entry known = entries.get(document.key());
    if (known != null) {
      return known;
    }
    Entry entry =
        previous
            .entry(document.key())
            .filter(old -> isCurrent(old, document))
            .orElseGet(() -> read(document));
    entries.put(document.key(), entry);
    return entry;
  }

  private boolean isCurrent(Entry old, Document document) {
    return old.document().equals(document)
        && old.used().entrySet().stream()
            .allMatch(used -> revision(used.getKey()).equals(used.getValue()));
  }

  private Entry read(Document document) {
    Dialect dialect = dialects.get(document.key().kind());
    if (dialect == null) {
      return new Entry(document, Reading.none(List.of()), Map.of(), List.of());
    }
    inWork.add(document.key());
    try {
      NotedReferences references = new NotedReferences(document.key().account());
      Reading reading = dialect.read(document, references).ownedBy(document.key().account());
      return new Entry(document, reading, references.used, PromptUse.of(reading));
    } finally {
      inWork.remove(document.key());
    }
  }

  private String revision(DocumentKey key) {
    return key.id().equals(ALL)
        ? listings.computeIfAbsent(key, this::listing)
        : library.find(key).map(Document::revision).orElse("");
  }

  private String listing(DocumentKey key) {
    StringBuilder text = new StringBuilder();
    library
        .list(key.kind(), key.account())
        .forEach(document ->
            text.append(document.key().id()).append(' ').append(document.revision()).append('\n'));
    return Revision.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private final class NotedReferences implements References {
    private final String account;
    private final Map<DocumentKey, String> used = new HashMap<>();

    NotedReferences(String account) {
      this.account = account;
    }

    @Override
    public <T> Optional<T> part(DocumentKind kind, String id, Class<T> type) {
      DocumentKey key = new DocumentKey(kind, account, id);
      note(key);
      return library.find(key).flatMap(document -> part(document, type));
    }

    @Override
    public <T> List<T> parts(DocumentKind kind, Class<T> type) {
      note(new DocumentKey(kind, account, ALL));
      return library.list(kind, account).stream()
          .flatMap(document -> part(document, type).stream())
          .toList();
    }

    @Override
    public String revision(DocumentKind kind, String id) {
      DocumentKey key = new DocumentKey(kind, account, id);
      note(key);
      return LibraryPass.this.revision(key);
    }

    private <T> Optional<T> part(Document document, Class<T> type) {
      if (inWork.contains(document.key())) {
        return Optional.empty();
      }
      Entry entry = entry(document);
      used.putAll(entry.used());
      return entry.reading().part().filter(type::isInstance).map(type::cast);
    }

    private void note(DocumentKey key) {
      used.put(key, LibraryPass.this.revision(key));
    }
  }
}
