package io.dialtree.server.task;

import io.dialtree.config.model.Flow;

/**
 * A call to be made.
 *
 * @param callId UUID in lower case
 * @param callee E.164 number, with or without a plus
 * @param caller number to show
 * @param anonymous the caller's number is hidden (RFC 3323)
 * @param ringS seconds until a call that nobody answers is cancelled
 * @param flow runs from the answer on
 */
public record OutboundCall(
    String callId, String callee, String caller, boolean anonymous, int ringS, Flow flow) {}
