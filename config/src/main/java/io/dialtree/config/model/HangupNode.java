package io.dialtree.config.model;

import java.util.List;

/**
 * Ends the call, after its prompts.
 *
 * @param sipCode status that refuses a call which was not answered yet, 400 to 699
 * @param reason end reason in records
 */
public record HangupNode(
    String id, SourcePosition at, List<Prompt> prompts, int sipCode, String reason)
    implements Node {
  /** The usual end reason: the flow has come to its end. */
  public static final String COMPLETED = "completed";

  /**
   * 480 Temporarily Unavailable (RFC 3261 section 21.4.18): not now, without forbidding another
   * try.
   */
  public static final int DEFAULT_SIP_CODE = 480;

  /** The usual end. */
  public HangupNode(String id, SourcePosition at, List<Prompt> prompts, int sipCode) {
    this(id, at, prompts, sipCode, COMPLETED);
  }

  /** Copies the list. */
  public HangupNode {
    prompts = List.copyOf(prompts);
  }

  @Override
  public List<String> targets() {
    return List.of();
  }
}
