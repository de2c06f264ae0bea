/**
 * The living set of documents: what they are called, where they come from, and how all of them
 * together become one book of flows. Knows no dialect's fields, no database and no clock. Start at
 * {@link io.dialtree.config.library.LibraryCompiler}; a dialect joins in by {@link
 * io.dialtree.config.library.Dialect}. Any thread.
 */
@NullMarked
package io.dialtree.config.library;

import org.jspecify.annotations.NullMarked;
