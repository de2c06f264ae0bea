package io.dialtree.config.model;

import java.util.List;

/**
 * Refuses the call with a SIP status. With prompts the call is answered, hears them, and is hung up
 * on: audio before the answer is not offered.
 *
 * @param sipCode 400 to 699
 * @param reason text after the code, may be empty
 */
public record ResponseNode(
    String id, SourcePosition at, int sipCode, String reason, List<Prompt> prompts)
    implements Node {
  /** Copies the list. */
  public ResponseNode {
    prompts = List.copyOf(prompts);
  }

  @Override
  public List<String> targets() {
    return List.of();
  }
}
