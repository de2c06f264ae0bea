package io.dialtree.config.library;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Place;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Places;
import io.dialtree.config.model.SourcePosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Places in documents, which are read again for that. Confined to one thread. */
final class DocumentPlaces implements Places {
  private final Collection<Document> documents;
  private final Map<String, Optional<DocNode>> trees = new HashMap<>();

  DocumentPlaces(Collection<Document> documents) {
    this.documents = documents;
  }

  @Override
  public SourcePosition find(SourcePosition in, String under, String words) {
    return trees
        .computeIfAbsent(in.file(), this::tree)
        .map(root -> Place.find(root, in, under, words))
        .orElse(in);
  }

  /** A row of {@code numbers.yaml} is a document without a text of its own. */
  private Optional<DocNode> tree(String file) {
    return documents.stream()
        .filter(document -> document.key().kind() != DocumentKind.NUMBER)
        .filter(document -> document.at().file().equals(file))
        .findFirst()
        .flatMap(document -> document.tree(new Findings()));
  }
}
