/**
 * What is heard of a prompt: which language, and values in words. Knows the flow model; no files,
 * no engines, no calls. A new language is one {@link io.dialtree.config.wording.Grammar}. Start at
 * {@link io.dialtree.config.wording.Wording}. Any thread.
 */
@NullMarked
package io.dialtree.config.wording;

import org.jspecify.annotations.NullMarked;
