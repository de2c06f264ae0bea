package io.dialtree.media.srtp;

import java.util.Arrays;

/**
 * AES in Galois/counter mode: the payload is encrypted, header and payload are authenticated (RFC
 * 7714 sections 8 and 9). The tag has its full length of 16 bytes.
 */
final class AesGcmTransform implements RtpTransform {
  private static final int SALT_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final BlockCipher cipher;
  private final Ghash hash;
  private final long saltHigh;
  private final long saltLow;

  /** Takes session keys; the salt has 12 bytes. */
  AesGcmTransform(byte[] key, byte[] salt) {
    cipher = new BlockCipher(key);
    KeyStream zeros = new KeyStream(BlockCipher.BLOCK_BYTES);
    zeros.make(cipher, 0, 0, 1);
    hash = new Ghash(zeros.at(0), zeros.at(8));
    byte[] padded = Arrays.copyOf(salt, BlockCipher.BLOCK_BYTES);
    saltHigh = BigEndian.get(padded, 0);
    saltLow = BigEndian.get(padded, 8);
  }

  static AesGcmTransform derive(KeyDerivation keys, int keyBytes) {
    byte[] key = keys.derive(KeyDerivation.RTP_ENCRYPTION, keyBytes);
    try {
      return new AesGcmTransform(key, keys.derive(KeyDerivation.RTP_SALT, SALT_BYTES));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public int tagBytes() {
    return TAG_BYTES;
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
    packet.setLength(end + TAG_BYTES);
  }

  @Override
  public boolean open(PacketBytes packet, int payloadAt, int ssrc, long index) {
    byte[] bytes = packet.getBuffer();
    int end = packet.getLength() - TAG_BYTES;
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
    long high = saltHigh ^ (Integer.toUnsignedLong(ssrc) << 16) ^ (index >>> 32);
    long low = saltLow ^ (index << 32);
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
