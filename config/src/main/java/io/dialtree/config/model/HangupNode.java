package io.dialtree.config.model;

import java.util.List;

/**
 * Ends the call, after its prompts.
 *
 * @param sipCode status that refuses a call which was not answered yet, 400 to 699
 */
public record HangupNode(String id, SourcePosition at, List<Prompt> prompts, int sipCode)
    implements Node {
  /**
   * 480 Temporarily Unavailable (RFC 3261 section 21.4.18): not now, without forbidding another
   * try.
   */
  public static final int DEFAULT_SIP_CODE = 480;

  /** Copies the list. */
  public HangupNode {
    prompts = List.copyOf(prompts);
  }

  @Override
  public List<String> targets() {
    return List.of();
  }
}
