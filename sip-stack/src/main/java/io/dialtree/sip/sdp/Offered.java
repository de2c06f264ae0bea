package io.dialtree.sip.sdp;

/**
 * An offer of ours on its way.
 *
 * @param sdp the text
 * @param state to be given to {@link Negotiator#acceptAnswer}
 */
public record Offered(String sdp, SdpState state) {}
