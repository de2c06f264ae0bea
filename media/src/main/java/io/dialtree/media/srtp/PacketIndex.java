package io.dialtree.media.srtp;

/**
 * The number of a packet that never comes again under a key: the rollover counter above 16 bits of
 * sequence number (RFC 3711 section 3.3.1).
 */
final class PacketIndex {
  /** The last one; then a key is used up (RFC 3711 section 9.2). */
  static final long MAX = (1L << 48) - 1;

  private static final int HALF = 1 << 15;

  private PacketIndex() {}

  /**
   * The index that a sequence number most likely means (RFC 3711 appendix A).
   *
   * @param highest index so far, 0 to {@link #MAX}
   * @return below 0 when it is of the time before the first, above {@link #MAX} when there is none
   */
  static long guess(long highest, int sequence) {
    int last = (int) highest & 0xFFFF;
    long rollovers = highest >> 16;
    if (last < HALF) {
      rollovers -= sequence - last > HALF ? 1 : 0;
    } else {
      rollovers += last - HALF > sequence ? 1 : 0;
    }
    return (rollovers << 16) | sequence;
  }
}
