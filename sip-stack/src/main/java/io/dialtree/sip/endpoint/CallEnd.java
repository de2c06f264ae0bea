package io.dialtree.sip.endpoint;

/**
 * How a leg ended.
 *
 * @param kind who ended it and by what
 * @param sipCode the final status that belongs to it, 200 after an ordinary BYE
 * @param reason the Reason header or the peer's phrase; empty when there is none
 */
public record CallEnd(Kind kind, int sipCode, String reason) {

  /** Who ended a leg and by what. */
  public enum Kind {
    /** The caller gave up before the answer (CANCEL). */
    CANCELLED,
    /** The peer hung up. */
    BYE,
    /** We hung up. */
    HANGUP,
    /** We refused the call. */
    REJECTED,
    /** The peer refused our call. */
    REFUSED,
    /** The peer never acknowledged our 200 within 64 times T1. */
    ACK_TIMEOUT,
    /** The peer acknowledged our offer without an answer. */
    NO_SDP_ANSWER,
    /** The peer never answered our INVITE. */
    NO_RESPONSE,
    /** The message could not be sent. */
    TRANSPORT,
    /** An exception on our side; the log has it. */
    INTERNAL,
    /** The endpoint was closed. */
    CLOSED
  }
}
