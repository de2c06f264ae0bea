package io.dialtree.server.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * One call's record (CDR), written when it has ended. Times are ISO 8601 in UTC; {@code atMs}
 * counts from the start.
 *
 * @param callId the SIP Call-ID
 * @param from the caller's number or name
 * @param to the dialled number
 * @param trunk the trusted range the call came from
 * @param flow id of the flow, empty when none was chosen
 * @param revision of the flow's documents
 * @param start when the INVITE came
 * @param answer when it was answered, empty when it was not
 * @param end when it was over
 * @param durationMs from start to end
 * @param endReason the one reason
 * @param path nodes in the order they were entered
 * @param digits keys in the order they were heard
 * @param tags words the flow gave the call, each once
 * @param recordings files the call was recorded in
 * @param rtp packets
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record CallRecord(
    String callId,
    String from,
    String to,
    String trunk,
    String flow,
    String revision,
    String start,
    String answer,
    String end,
    long durationMs,
    End endReason,
    List<Visit> path,
    List<Key> digits,
    List<String> tags,
    List<String> recordings,
    Rtp rtp) {

  /** Whose doing the end was, its slug, and the SIP answer that belongs to it. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record End(String who, String slug, int sipCode) {}

  /** A node the call passed. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Visit(String flow, String node, long atMs) {}

  /** A key; {@code x} where the flow hides what is typed. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Key(String digit, String source, long atMs) {}

  /** RTP packets. */
  record Rtp(long in, long out, long lost, long late) {}
}
