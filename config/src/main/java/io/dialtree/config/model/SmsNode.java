package io.dialtree.config.model;

import java.util.List;

/**
 * Sends the caller a text message and goes on without waiting for its delivery.
 *
 * @param text of the message
 * @param sender the number it comes from, as the document names it
 * @param next where it goes on
 * @param withoutNumber where it goes on when the caller's number is not known
 */
public record SmsNode(
    String id, SourcePosition at, String text, String sender, String next, String withoutNumber)
    implements Node {
  @Override
  public List<String> targets() {
    return List.of(next, withoutNumber);
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
