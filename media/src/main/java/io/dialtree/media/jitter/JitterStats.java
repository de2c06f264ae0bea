package io.dialtree.media.jitter;

/**
 * What a buffer does and did.
 *
 * @param delayMs how long the fastest packets waited before they were played, last time one was
 * @param targetMs where that delay is being moved to, 20 to 200
 * @param concealedMs audio made up for packets that were lost or late
 * @param lost packets that never came, or too late
 * @param discardedLate packets that came after their time and were thrown away
 * @param duplicates packets that came twice
 * @param underruns times the next packet was late, so that the delay grew
 * @param restarts times the stream began anew: another SSRC, other sequence numbers, another time
 */
public record JitterStats(
    long delayMs,
    long targetMs,
    long concealedMs,
    long lost,
    long discardedLate,
    long duplicates,
    long underruns,
    long restarts) {}
