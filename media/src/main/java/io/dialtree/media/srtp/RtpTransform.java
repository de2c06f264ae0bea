package io.dialtree.media.srtp;

/**
 * What is done to each RTP packet under one key, whatever its source (RFC 3711 section 3.1). It
 * keeps no state of a stream: who calls knows the index of a packet and that none is sealed twice.
 * Allocates nothing. Confined to one thread.
 */
sealed interface RtpTransform permits AesCmTransform, AesGcmTransform {
  /** What sealing adds behind a packet. */
  int tagBytes();

  /**
   * Encrypts the payload and puts the tag behind it.
   *
   * @param payloadAt where the payload begins, 12 or more, not behind the end of the packet
   * @param index rollover counter and sequence number, 48 bits (RFC 3711 section 3.3.1)
   */
  void seal(PacketBytes packet, int payloadAt, int ssrc, long index);

  /**
   * Checks the tag, then decrypts the payload and takes the tag away.
   *
   * @param payloadAt not behind the tag, which the packet has room for
   * @return false when the tag is wrong
   */
  boolean open(PacketBytes packet, int payloadAt, int ssrc, long index);
}
