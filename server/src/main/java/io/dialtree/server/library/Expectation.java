package io.dialtree.server.library;

import io.dialtree.config.library.Document;
import java.util.Optional;

/** What a writer believes to be there; when it is not so, nothing is written. */
public sealed interface Expectation {
  /** Whatever is there. */
  record Any() implements Expectation {}

  /** Nothing is there yet. */
  record Absent() implements Expectation {}

  /** Something is there, whatever it is. */
  record Present() implements Expectation {}

  /** Exactly this revision. */
  record Revision(String revision) implements Expectation {}

  /** See {@link Any}. */
  static Expectation none() {
    return new Any();
  }

  /** See {@link Absent}. */
  static Expectation absent() {
    return new Absent();
  }

  /** See {@link Present}. */
  static Expectation present() {
    return new Present();
  }

  /** See {@link Revision}. */
  static Expectation revision(String revision) {
    return new Revision(revision);
  }

  /** Whether it is so. */
  default boolean isMetBy(Optional<Document> current) {
    return switch (this) {
      case Any _ -> true;
      case Absent _ -> current.isEmpty();
      case Present _ -> current.isPresent();
      case Revision(String revision) ->
          current.filter(document -> document.revision().equals(revision)).isPresent();
    };
  }
}
