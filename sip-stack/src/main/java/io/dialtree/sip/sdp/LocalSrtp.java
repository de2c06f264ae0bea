package io.dialtree.sip.sdp;

/**
 * Our side of secured media.
 *
 * @param keys ours for this call
 * @param offered true when our own offers of a new stream are {@code RTP/SAVP}
 */
public record LocalSrtp(OwnKeys keys, boolean offered) {}
