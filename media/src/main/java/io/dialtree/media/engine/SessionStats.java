package io.dialtree.media.engine;

/**
 * What one call's media came to, in packets.
 *
 * @param in RTP packets accepted
 * @param out RTP packets sent
 * @param lost missing by sequence number
 * @param late came after a later one
 * @param duplicate came twice
 * @param foreign dropped for their source address
 * @param jitterMs interarrival jitter at the end, in milliseconds
 */
public record SessionStats(
    long in, long out, long lost, long late, long duplicate, long foreign, long jitterMs) {}
