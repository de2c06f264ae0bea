package io.dialtree.config.model;

import java.util.List;
import java.util.Optional;

/**
 * A step that needs something this server does not have, such as a telephone to ring. It goes on
 * where the document says what happens without it, else it says a sentence and ends the call.
 *
 * @param what the missing thing, for messages, such as {@code a call to group 10001}
 * @param prompts said before the end
 * @param instead the node for "nobody there"; empty ends the call as {@code not-available}
 */
public record NotAvailableNode(
    String id, SourcePosition at, String what, List<Prompt> prompts, Optional<String> instead)
    implements Node {
  /** Copies the list. */
  public NotAvailableNode {
    prompts = List.copyOf(prompts);
  }

  /** With the sentence every installation has. */
  public static NotAvailableNode of(
      String id, SourcePosition at, String what, Optional<String> instead) {
    List<Prompt> sentence = List.of(new Prompt.System(SystemPrompts.NOT_AVAILABLE));
    return new NotAvailableNode(id, at, what, instead.isPresent() ? List.of() : sentence, instead);
  }

  @Override
  public List<String> targets() {
    return instead.stream().toList();
  }
}
