package io.dialtree.config.library;

import io.dialtree.config.model.SourcePosition;
import java.util.Optional;
import java.util.Set;

/**
 * What a compilation needs to know besides the documents.
 *
 * @param defaultFlow id of the flow for numbers nobody claims
 * @param defaultFlowAt where that is set
 * @param prompts names of the audio that is there
 */
public record CompileOptions(
    Optional<String> defaultFlow, SourcePosition defaultFlowAt, Set<String> prompts) {
  /** Copies the set. */
  public CompileOptions {
    prompts = Set.copyOf(prompts);
  }

  /** The server makes this prompt itself where no file is called so. */
  private static final String HOLD_MUSIC = "hold-music";

  /** True when there is audio for a prompt, be it in some languages only. */
  boolean has(String prompt) {
    return prompts.contains(prompt)
        || prompt.equals(HOLD_MUSIC)
        || prompts.stream()
            .anyMatch(
                it -> it.startsWith(prompt + ".") && it.indexOf('.', prompt.length() + 1) < 0);
  }

  /** No default flow and no prompt. */
  public static CompileOptions none() {
    return new CompileOptions(Optional.empty(), SourcePosition.of(""), Set.of());
  }
}
