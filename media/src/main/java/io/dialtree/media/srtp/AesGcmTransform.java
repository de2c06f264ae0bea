package io.dialtree.media.srtp;

/**
 * AES in Galois/counter mode: the payload is encrypted, header and payload are authenticated (RFC
 * 7714 sections 8 and 9). The tag has its full length, a block.
 */
final class AesGcmTransform implements RtpTransform {
  private final BlockCipher cipher;
  private final Ghash hash;
  private final PaddedSalt salt;

  /** Takes session keys; the salt has 12 bytes. */
  AesGcmTransform(byte[] key, byte[] sessionSalt) {
    cipher = new BlockCipher(key);
    KeyStream zeros = new KeyStream(BlockCipher.BLOCK_BYTES);
    zeros.make(cipher, 0, 0, 1);
    hash = new Ghash(zeros.at(0), zeros.at(8));
    salt = PaddedSalt.of(sessionSalt);
  }

  /** Derives the session keys of one of the suites of this kind. */
  AesGcmTransform(KeyDerivation keys, SrtpSuite suite) {
    this(
        keys.derive(KeyDerivation.RTP_ENCRYPTION, suite.keyBytes()),
        keys.derive(KeyDerivation.RTP_SALT, suite.saltBytes()));
  }

  @Override
  public int tagBytes() {
    return BlockCipher.BLOCK_BYTES;
  }

  @Override
  public void seal(PacketBytes packet, int payloadAt, int ssrc, long index) {
    byte[] bytes = packet.getBuffer();
    int end = packet.getLength();
    KeyStream stream = stream(packet, end - payloadAt, ssrc, index);
    stream.apply(bytes, payloadAt, end, BlockCipher.BLOCK_BYTES);
    hash(bytes, payloadAt, end);
    BigEndian.put(bytes, end, hash.high() ^ stream.at(0));
    BigEndian.put(bytes, end + 8, hash.low() ^ stream.at(8));
    packet.setLength(end + BlockCipher.BLOCK_BYTES);
  }

  @Override
  public boolean open(PacketBytes packet, int payloadAt, int ssrc, long index) {
    byte[] bytes = packet.getBuffer();
    int end = packet.getLength() - BlockCipher.BLOCK_BYTES;
    KeyStream stream = stream(packet, end - payloadAt, ssrc, index);
    hash(bytes, payloadAt, end);
    long difference =
        (BigEndian.get(bytes, end) ^ hash.high() ^ stream.at(0))
            | (BigEndian.get(bytes, end + 8) ^ hash.low() ^ stream.at(8));
    if (difference != 0) {
      return false;
    }
    stream.apply(bytes, payloadAt, end, BlockCipher.BLOCK_BYTES);
    packet.setLength(end);
    return true;
  }

  /**
   * RFC 7714 section 8.1: two zeros, SSRC and index, by the salt; then 32 bits count the blocks.
   * The first block is for the tag.
   */
  private KeyStream stream(PacketBytes packet, int payloadBytes, int ssrc, long index) {
    long high = salt.high() ^ (Integer.toUnsignedLong(ssrc) << 16) ^ (index >>> 32);
    long low = salt.low() ^ (index << 32);
    KeyStream stream = packet.keyStream();
    stream.make(cipher, high, low + 1, 1 + KeyStream.blocks(payloadBytes));
    return stream;
  }

  private void hash(byte[] bytes, int payloadAt, int end) {
    hash.reset();
    hash.update(bytes, 0, payloadAt);
    hash.update(bytes, payloadAt, end);
    hash.finish(8L * payloadAt, 8L * (end - payloadAt));
  }
}
