package io.dialtree.config.library;

import io.dialtree.config.model.SourcePosition;

/**
 * Something that only one document of an account may have, such as an extension.
 *
 * @param key where it is said, which is also the space of its values
 * @param owner the document, as a person calls it
 * @param at where the document stands
 */
public record Holding(String key, String value, String owner, SourcePosition at) {}
