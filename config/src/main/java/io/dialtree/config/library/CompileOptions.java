package io.dialtree.config.library;

import io.dialtree.config.model.SourcePosition;
import java.util.Map;
import java.util.Optional;

/**
 * What a compilation needs to know besides the documents.
 *
 * @param defaultFlow id of the flow for numbers nobody claims
 * @param defaultFlowAt where that is set
 * @param prompts the audio that is there
 */
public record CompileOptions(
    Optional<String> defaultFlow, SourcePosition defaultFlowAt, AudioFiles prompts) {
  /** True when an account has audio for a prompt, be it in some languages only. */
  boolean has(String prompt, String account) {
    return prompts.find(account, prompt).isPresent()
        || prompt.equals(AudioFiles.HOLD_MUSIC)
        || prompts.files().keySet().stream()
            .filter(it -> it.startsWith(prompt + ".") && it.indexOf('.', prompt.length() + 1) < 0)
            .anyMatch(it -> prompts.isOpenTo(account, it));
  }

  /** The same with other audio. */
  public CompileOptions with(AudioFiles newPrompts) {
    return new CompileOptions(defaultFlow, defaultFlowAt, newPrompts);
  }

  /** No default flow and no prompt. */
  public static CompileOptions none() {
    return new CompileOptions(Optional.empty(), SourcePosition.of(""), AudioFiles.ofAll(Map.of()));
  }
}
