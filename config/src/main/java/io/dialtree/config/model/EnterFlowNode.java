package io.dialtree.config.model;

import java.util.List;
import java.util.Optional;

/**
 * Goes to the start of another flow.
 *
 * @param flowId the other flow
 * @param returnTo node of this flow that runs when the other one has ended; empty when nothing is
 *     remembered
 * @param branch counts as a branch; a branch to a flow that does not exist goes on at {@code
 *     returnTo}
 */
public record EnterFlowNode(
    String id, SourcePosition at, String flowId, Optional<String> returnTo, boolean branch)
    implements Node {
  @Override
  public List<String> targets() {
    return returnTo.stream().toList();
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
