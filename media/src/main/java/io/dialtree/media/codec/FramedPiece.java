package io.dialtree.media.codec;

import java.nio.ByteBuffer;

/**
 * Reads the pieces of codecs whose payloads differ in length ({@link AudioCodec#frameMs}): each
 * payload stands after its length in two bytes.
 */
public final class FramedPiece {
  /** Bytes of the length before each payload. */
  public static final int LENGTH_BYTES = 2;

  private FramedPiece() {}

  /** Bytes of the payload whose length stands at {@code offset}. */
  public static int lengthAt(ByteBuffer piece, int offset) {
    return ((piece.get(offset) & 0xFF) << 8) | (piece.get(offset + 1) & 0xFF);
  }

  /** How many payloads lie before {@code offset}. */
  public static int framesBefore(ByteBuffer piece, int offset) {
    int frames = 0;
    for (int at = 0; at < offset; at += LENGTH_BYTES + lengthAt(piece, at)) {
      frames++;
    }
    return frames;
  }

  /** Where the payload number {@code frame} begins, at most the piece's end. */
  public static int offsetOf(ByteBuffer piece, int frame) {
    int at = 0;
    for (int i = 0; i < frame && at < piece.capacity(); i++) {
      at += LENGTH_BYTES + lengthAt(piece, at);
    }
    return at;
  }
}
