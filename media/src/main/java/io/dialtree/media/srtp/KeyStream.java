package io.dialtree.media.srtp;

/**
 * The key stream of one packet: successive counters, encrypted (RFC 3711 section 4.1.1, RFC 7714
 * section 8.2). Reused for every packet of a thread, and confined to it.
 */
final class KeyStream {
  private final byte[] counters;
  private final byte[] stream;

  /**
   * @param bytesMax what is asked for at once, at most
   */
  KeyStream(int bytesMax) {
    counters = new byte[blocks(bytesMax) * BlockCipher.BLOCK_BYTES];
    stream = new byte[counters.length];
  }

  /** How many blocks so many bytes need. */
  static int blocks(int bytes) {
    return (bytes + BlockCipher.BLOCK_BYTES - 1) / BlockCipher.BLOCK_BYTES;
  }

  /**
   * Makes a stream.
   *
   * @param high the upper half of the counters
   * @param low the lower half of the first counter; the next ones follow it and do not overflow
   */
  void make(BlockCipher cipher, long high, long low, int blocks) {
    for (int i = 0; i < blocks; i++) {
      int at = i * BlockCipher.BLOCK_BYTES;
      BigEndian.put(counters, at, high);
      BigEndian.put(counters, at + 8, low + i);
    }
    cipher.encrypt(counters, stream, blocks);
  }

  /** Eight bytes of the stream. */
  long at(int offset) {
    return BigEndian.get(stream, offset);
  }

  /** Encrypts or decrypts the bytes from {@code from} to {@code to} with the stream from there. */
  void apply(byte[] data, int from, int to, int streamFrom) {
    int at = from;
    int offset = streamFrom;
    for (; at + 8 <= to; at += 8, offset += 8) {
      BigEndian.put(data, at, BigEndian.get(data, at) ^ BigEndian.get(stream, offset));
    }
    for (; at < to; at++, offset++) {
      data[at] ^= stream[offset];
    }
  }
}
