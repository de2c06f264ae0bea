/**
 * How long the documents take: to be loaded at the start, and to be changed while the server runs.
 * Start at {@link io.dialtree.bench.store.LibraryTimes}.
 */
@NullMarked
package io.dialtree.bench.store;

import org.jspecify.annotations.NullMarked;
