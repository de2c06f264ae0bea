package io.dialtree.config.library;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one book of flows of a set of documents. A document that is broken is left out; the others
 * run. One that has not changed, and whose references have not, is not read again. Thread-safe.
 */
public final class LibraryCompiler {
  private final Map<DocumentKind, Dialect> byKind = new EnumMap<>(DocumentKind.class);
  private final List<Dialect> dialects;

  /** A compiler for these dialects; kinds that none of them reads give nothing. */
  public LibraryCompiler(List<Dialect> dialects) {
    this.dialects = List.copyOf(dialects);
    for (Dialect dialect : this.dialects) {
      dialect.kinds().forEach(kind -> byKind.put(kind, dialect));
    }
  }

  /** Compiles from nothing. */
  public Compiled compile(Library library, CompileOptions options) {
    return compile(library, options, Compiled.empty());
  }

  /**
   * Compiles a library that grew out of another one.
   *
   * @param previous what was compiled before
   */
  public Compiled compile(Library library, CompileOptions options, Compiled previous) {
    Map<DocumentKey, Entry> entries = new LibraryPass(library, previous, byKind).entries();
    BookBinder binder = new BookBinder(dialects, options, entries.values());
    return new Compiled(library, binder.bind(), entries, binder.findings(), binder.turned());
  }
}
