package io.dialtree.store;

import java.time.Instant;

/**
 * A revision that is to be written.
 *
 * @param deleted true to end the document
 * @param content the text, empty for a deletion
 */
public record DocumentChange(
    DocumentName name, Instant at, String principal, String why, boolean deleted, String content) {}
