package io.dialtree.server.call;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A call that runs, as it was a moment ago. Times are ISO 8601 in UTC.
 *
 * @param callId the SIP Call-ID
 * @param from the caller's number or name
 * @param to the dialled number
 * @param trunk the trusted range the call came from
 * @param flow id of the flow, empty when none was chosen yet
 * @param revision of the flow's documents
 * @param node the flow and node it is in, as {@code flow/node}; empty before the first
 * @param start when the INVITE came
 * @param answer when it was answered, empty when it was not
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LiveCall(
    String callId,
    String from,
    String to,
    String trunk,
    String flow,
    String revision,
    String node,
    String start,
    String answer) {
  LiveCall in(String newFlow, String newRevision) {
    return new LiveCall(callId, from, to, trunk, newFlow, newRevision, node, start, answer);
  }

  LiveCall at(String newNode) {
    return new LiveCall(callId, from, to, trunk, flow, revision, newNode, start, answer);
  }

  LiveCall answered(String when) {
    return new LiveCall(callId, from, to, trunk, flow, revision, node, start, when);
  }
}
