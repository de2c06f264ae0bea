package io.dialtree.media.codec;

/**
 * Puts two pieces of a codec with a memory together without a pause: the end of the one and the
 * beginning of the other are coded anew, in one stream. Stateless; any thread.
 */
public interface PieceJoin {
  /** Samples that are needed of the end of the one piece and of the beginning of the other. */
  int samples();

  /** Bytes at the end of the one piece that the join stands for. */
  int endBytes();

  /** Bytes at the beginning of the other piece that the join stands for. */
  int beginningBytes();

  /**
   * The payload of the join.
   *
   * @param end the last {@link #samples()} of the one piece
   * @param beginning the first {@link #samples()} of the other
   */
  byte[] encode(short[] end, short[] beginning);
}
