package io.dialtree.media.srtp;

import java.util.Arrays;

/**
 * The sources that are heard under one key, the one heard last first. One too many pushes out the
 * one that was not heard for longest, and with it what is known of its packets. Confined to the
 * media thread once it is made.
 */
final class SecureSources {
  /** A peer has one source; transfers and conferences behind it bring others. */
  static final int SOURCES_MAX = 16;

  /** The last one is nobody's, for who comes next. */
  private final SecureSource[] inOrder = new SecureSource[SOURCES_MAX + 1];

  SecureSources() {
    Arrays.setAll(inOrder, _ -> new SecureSource());
  }

  /** The source with that SSRC, or one that is nobody's yet. */
  SecureSource of(int ssrc) {
    for (SecureSource source : inOrder) {
      if (source.isOf(ssrc)) {
        return source;
      }
    }
    return inOrder[SOURCES_MAX];
  }

  /** A packet of that SSRC was opened by that source. */
  void heard(SecureSource source, int ssrc) {
    if (inOrder[0] != source) {
      moveToFront(source);
    }
    if (!source.isTaken()) {
      source.belongsTo(ssrc);
      inOrder[SOURCES_MAX].forget();
    }
  }

  private void moveToFront(SecureSource source) {
    SecureSource moved = source;
    for (int i = 0; i <= SOURCES_MAX; i++) {
      SecureSource here = inOrder[i];
      inOrder[i] = moved;
      moved = here;
      if (here == source) {
        return;
      }
    }
  }
}
