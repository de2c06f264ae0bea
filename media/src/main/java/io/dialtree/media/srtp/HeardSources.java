package io.dialtree.media.srtp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sources that are heard under one key, the one heard last first. One too many pushes out the
 * one that was not heard for longest, and with it what is known of its packets. Confined to the
 * media thread once it is made; allocates for a new source alone.
 */
final class HeardSources<S extends HeardSource> {
  /**
   * A new source may push out another and with it what we know of its packets; for RTCP it costs a
   * key derivation, about 100 us. A peer must not make us do that with every packet.
   */
  private static final long NEW_SOURCE_NS = 100_000_000L;

  private final int most;
  private final Supplier<S> maker;
  private final List<S> inOrder;

  /** For who comes next. It outlasts packets that fail, so that a forged one costs nothing. */
  private @Nullable S nobodys;

  private long lastNewNs;

  /** Keeps so many of what {@code maker} makes. */
  HeardSources(int most, Supplier<S> maker) {
    this.most = most;
    this.maker = maker;
    inOrder = new ArrayList<>(most + 1);
    nobodys = maker.get();
  }

  /**
   * The source with that SSRC, or one that is nobody's yet; null too soon after another new one.
   */
  @Nullable S of(int ssrc, long nowNs) {
    for (int i = 0; i < inOrder.size(); i++) {
      S source = inOrder.get(i);
      if (source.isOf(ssrc)) {
        return source;
      }
    }
    if (nobodys == null && nowNs - lastNewNs >= NEW_SOURCE_NS) {
      nobodys = maker.get();
    }
    return nobodys;
  }

  /** A packet of that SSRC was opened by what {@link #of} gave for it. */
  void heard(S source, int ssrc, long nowNs) {
    if (source == nobodys) {
      nobodys = null;
      lastNewNs = nowNs;
      source.belongsTo(ssrc);
    } else if (source == inOrder.getFirst()) {
      return;
    } else {
      inOrder.remove(source);
    }
    inOrder.addFirst(source);
    if (inOrder.size() > most) {
      inOrder.removeLast();
    }
  }
}
