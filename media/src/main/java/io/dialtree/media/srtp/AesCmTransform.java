package io.dialtree.media.srtp;

/**
 * AES in counter mode, authenticated by HMAC-SHA1 over the encrypted packet and the rollover
 * counter (RFC 3711 sections 4.1.1 and 4.2.1).
 */
final class AesCmTransform implements RtpTransform {
  private final BlockCipher cipher;
  private final HmacSha1 hmac;
  private final PaddedSalt salt;
  private final int tagBytes;

  /** Derives the session keys of one of the suites of this kind. */
  AesCmTransform(KeyDerivation keys, SrtpSuite suite) {
    cipher = new BlockCipher(keys.derive(KeyDerivation.RTP_ENCRYPTION, suite.keyBytes()));
    hmac = new HmacSha1(keys.derive(KeyDerivation.RTP_AUTHENTICATION, HmacSha1.KEY_BYTES));
    salt = PaddedSalt.of(keys.derive(KeyDerivation.RTP_SALT, suite.saltBytes()));
    tagBytes = suite.tagBytes();
  }

  @Override
  public int tagBytes() {
    return tagBytes;
  }

  @Override
  public void seal(PacketBytes packet, int payloadAt, int ssrc, long index) {
    int end = packet.getLength();
    crypt(packet, payloadAt, end, ssrc, index);
    hmac.sign(packet.getBuffer(), end, (int) (index >>> 16));
    hmac.putTag(packet.getBuffer(), end, tagBytes);
    packet.setLength(end + tagBytes);
  }

  @Override
  public boolean open(PacketBytes packet, int payloadAt, int ssrc, long index) {
    int end = packet.getLength() - tagBytes;
    hmac.sign(packet.getBuffer(), end, (int) (index >>> 16));
    if (!hmac.isTag(packet.getBuffer(), end, tagBytes)) {
      return false;
    }
    crypt(packet, payloadAt, end, ssrc, index);
    packet.setLength(end);
    return true;
  }

  /** The last 16 bits count the blocks; salt, SSRC and index are above them. */
  private void crypt(PacketBytes packet, int from, int to, int ssrc, long index) {
    KeyStream stream = packet.keyStream();
    long high = salt.high() ^ Integer.toUnsignedLong(ssrc);
    stream.make(cipher, high, salt.low() ^ (index << 16), KeyStream.blocks(to - from));
    stream.apply(packet.getBuffer(), from, to, 0);
  }
}
