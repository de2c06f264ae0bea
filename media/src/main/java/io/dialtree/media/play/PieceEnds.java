package io.dialtree.media.play;

import io.dialtree.media.codec.PieceJoin;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Both ends of a piece as samples, and the joins to the pieces that ever followed it. Thread-safe.
 */
final class PieceEnds {
  /** Those of a piece that needs no join, or is too short for one. */
  static final PieceEnds NONE = new PieceEnds(new short[0], new short[0]);

  /** More pieces than ever follow one; if not, the joins are made again. */
  private static final int JOINS_MAX = 256;

  private final short[] beginning;
  private final short[] end;
  private final Map<PieceEnds, ByteBuffer> joins = new ConcurrentHashMap<>();

  private PieceEnds(short[] beginning, short[] end) {
    this.beginning = beginning;
    this.end = end;
  }

  /** The ends of a piece, unless they would overlap. */
  static PieceEnds of(short[] pcm, int samples) {
    return pcm.length < 2 * samples
        ? NONE
        : new PieceEnds(
            Arrays.copyOf(pcm, samples), Arrays.copyOfRange(pcm, pcm.length - samples, pcm.length));
  }

  /** True when the piece can be joined to another. */
  boolean canJoin(PieceEnds next) {
    return end.length > 0 && next.beginning.length > 0;
  }

  /** The payload between this piece and the next. */
  ByteBuffer joinTo(PieceEnds next, PieceJoin join) {
    if (joins.size() >= JOINS_MAX) {
      joins.clear();
    }
    return joins.computeIfAbsent(next, it -> Clip.direct(join.encode(end, it.beginning)));
  }
}
