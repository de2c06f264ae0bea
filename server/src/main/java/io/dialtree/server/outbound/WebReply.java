package io.dialtree.server.outbound;

/**
 * What became of a request.
 *
 * @param status of the answer, 0 when there was none in time
 * @param body text of the answer; empty when it was longer than allowed
 * @param problem why there was no answer, empty when there was one; holds no secret
 */
public record WebReply(int status, String body, String problem) {
  /** There was no answer. */
  public static WebReply none(String problem) {
    return new WebReply(0, "", problem);
  }
}
