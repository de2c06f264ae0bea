/**
 * YAML and JSON text as one tree in which everything knows its line. Knows no dialect and no
 * setting. Start at {@link io.dialtree.config.document.Documents}; dialects read through {@link
 * io.dialtree.config.document.Fields}. Any thread.
 */
@NullMarked
package io.dialtree.config.document;

import org.jspecify.annotations.NullMarked;
