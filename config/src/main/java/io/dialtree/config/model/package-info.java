/**
 * The flow model: immutable records that every dialect reads into and the interpreter runs. A
 * difference between dialects at run time is a named property here (when a match is tried, how
 * attempts are counted, what a terminator alone means), so nothing downstream asks which dialect a
 * flow came from. Knows no documents, no calls, no audio. Start at {@link
 * io.dialtree.config.model.Flow} and {@link io.dialtree.config.model.FlowBook}. Any thread.
 */
@NullMarked
package io.dialtree.config.model;

import org.jspecify.annotations.NullMarked;
