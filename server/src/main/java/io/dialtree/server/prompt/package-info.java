/**
 * Prompts ready to play: files read, texts spoken, everything encoded once. Start at {@link
 * io.dialtree.server.prompt.PromptShelf}. Runs on virtual threads, never on a media thread.
 */
@NullMarked
package io.dialtree.server.prompt;

import org.jspecify.annotations.NullMarked;
