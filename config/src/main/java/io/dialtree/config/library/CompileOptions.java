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
  /** The server makes this prompt itself where no file is called so. */
  private static final String HOLD_MUSIC = "hold-music";

  /** True when an account has audio for a prompt, be it in some languages only. */
  boolean has(String prompt, String account) {
    return (prompts.files().containsKey(prompt) && prompts.isOpenTo(account, prompt))
        || prompt.equals(HOLD_MUSIC)
        || prompts.files().keySet().stream()
            .filter(it -> it.startsWith(prompt + ".") && it.indexOf('.', prompt.length() + 1) < 0)
            .anyMatch(it -> prompts.isOpenTo(account, it));
  }

  /** No default flow and no prompt. */
  public static CompileOptions none() {
    return new CompileOptions(Optional.empty(), SourcePosition.of(""), AudioFiles.ofAll(Map.of()));
  }
}
