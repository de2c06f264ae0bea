package io.dialtree.ivr.run;

/**
 * A node of a flow.
 *
 * @param revision the flow's revision when the call got there
 */
public record Place(String flowId, String revision, String nodeId) {}
