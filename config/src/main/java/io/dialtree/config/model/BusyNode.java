package io.dialtree.config.model;

import java.util.List;

/**
 * Sounds busy and ends the call. A call that was not answered hears the tone before it is refused.
 *
 * @param tone one period of the tone
 * @param times how often it is heard, from 1
 */
public record BusyNode(String id, SourcePosition at, Prompt tone, int times) implements Node {
  @Override
  public List<String> targets() {
    return List.of();
  }

  @Override
  public List<Prompt> prompts() {
    return List.of(tone);
  }
}
