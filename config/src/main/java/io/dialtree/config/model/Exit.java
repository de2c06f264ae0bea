package io.dialtree.config.model;

import java.util.List;
import java.util.Optional;

/**
 * What happens when a question has failed too often.
 *
 * @param prompts played first, may be empty
 * @param next the node that follows; empty ends this flow, and with it the call unless a calling
 *     flow waits
 */
public record Exit(List<Prompt> prompts, Optional<String> next) {
  /** Copies the list. */
  public Exit {
    prompts = List.copyOf(prompts);
  }
}
