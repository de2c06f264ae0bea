/**
 * What is remembered: documents with all their revisions, counters, records. Knows no other module:
 * documents are text under a name here. Start at {@link io.dialtree.store.DocumentTable}. Any
 * thread; everything here may block.
 */
@NullMarked
package io.dialtree.store;

import org.jspecify.annotations.NullMarked;
