package io.dialtree.config.document;

import io.dialtree.config.document.DocNode.Entry;
import io.dialtree.config.document.DocNode.Items;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.SourcePosition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds words in a document: a key first, then a whole value, then a placeholder in a text. */
public final class Place {
  private Place() {}

  /** As {@link io.dialtree.config.finding.Places#find}. */
  public static SourcePosition find(DocNode root, SourcePosition in, String under, String words) {
    DocNode part = in.line() == 0 ? root : part(root, in).orElse(root);
    DocNode narrow =
        part instanceof Mapping mapping && mapping.entries().containsKey(under)
            ? mapping.entries().get(under).value()
            : part;
    return key(narrow, words)
        .or(() -> value(narrow, words::equals))
        .or(() -> value(narrow, text -> FlowBook.normalise(text).equals(words)))
        .or(() -> value(narrow, text -> words.startsWith("{") && text.contains(words)))
        .orElse(in);
  }

  /** A part may be named by where its key stands. */
  private static Optional<DocNode> part(DocNode node, SourcePosition at) {
    if (node.at().equals(at)) {
      return Optional.of(node);
    }
    return switch (node) {
      case Scalar _ -> Optional.empty();
      case Items(_, List<DocNode> items) -> first(items, item -> part(item, at));
      case Mapping mapping ->
          first(
              mapping.entries().values(),
              entry ->
                  entry.keyAt().equals(at) ? Optional.of(entry.value()) : part(entry.value(), at));
    };
  }

  private static Optional<SourcePosition> key(DocNode node, String words) {
    return switch (node) {
      case Scalar _ -> Optional.empty();
      case Items(_, List<DocNode> items) -> first(items, item -> key(item, words));
      case Mapping mapping -> {
        Entry here = mapping.entries().get(words);
        yield here != null
            ? Optional.of(here.keyAt())
            : first(mapping.entries().values(), entry -> key(entry.value(), words));
      }
    };
  }

  private static Optional<SourcePosition> value(DocNode node, Predicate<String> test) {
    return switch (node) {
      case Scalar scalar -> Optional.of(scalar.at()).filter(_ -> test.test(scalar.text()));
      case Items(_, List<DocNode> items) -> first(items, item -> value(item, test));
      case Mapping mapping ->
          first(mapping.entries().values(), entry -> value(entry.value(), test));
    };
  }

  private static <T, R> Optional<R> first(Collection<T> all, Function<T, Optional<R>> search) {
    return all.stream().flatMap(item -> search.apply(item).stream()).findFirst();
  }
}
