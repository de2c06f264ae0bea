package io.dialtree.sip.sdp;

/**
 * How the media is secured.
 *
 * @param suite for both directions
 * @param own key of what we send
 * @param peer key of what the peer sends
 */
public record SrtpPlan(CryptoSuite suite, CryptoKey own, CryptoKey peer) {}
