/**
 * What the dialects share. Each dialect has a package of its own below this one, turns its
 * documents into the flow model, and knows no other dialect. Start at the reader of a dialect. Any
 * thread.
 */
@NullMarked
package io.dialtree.config.dialect;

import org.jspecify.annotations.NullMarked;
