package io.dialtree.media.srtp;

import java.util.Arrays;

/**
 * AES in counter mode, authenticated by HMAC-SHA1 over the encrypted packet and the rollover
 * counter (RFC 3711 sections 4.1.1 and 4.2.1).
 */
final class AesCmTransform implements RtpTransform {
  private static final int SALT_BYTES = 14;

  private final BlockCipher cipher;
  private final HmacSha1 hmac;
  private final long saltHigh;
  private final long saltLow;
  private final int tagBytes;

  /** Takes session keys; the salt has 14 bytes. */
  private AesCmTransform(byte[] key, byte[] signing, byte[] salt, int tagBytes) {
    this.cipher = new BlockCipher(key);
    this.hmac = new HmacSha1(signing);
    byte[] padded = Arrays.copyOf(salt, BlockCipher.BLOCK_BYTES);
    this.saltHigh = BigEndian.get(padded, 0);
    this.saltLow = BigEndian.get(padded, 8);
    this.tagBytes = tagBytes;
  }

  static AesCmTransform derive(KeyDerivation keys, int keyBytes, int tagBytes) {
    byte[] key = keys.derive(KeyDerivation.RTP_ENCRYPTION, keyBytes);
    byte[] signing = keys.derive(KeyDerivation.RTP_AUTHENTICATION, HmacSha1.KEY_BYTES);
    byte[] salt = keys.derive(KeyDerivation.RTP_SALT, SALT_BYTES);
    try {
      return new AesCmTransform(key, signing, salt, tagBytes);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(signing, (byte) 0);
    }
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
    long high = saltHigh ^ Integer.toUnsignedLong(ssrc);
    stream.make(cipher, high, saltLow ^ (index << 16), KeyStream.blocks(to - from));
    stream.apply(packet.getBuffer(), from, to, 0);
  }
}
