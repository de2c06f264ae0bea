package io.dialtree.media.srtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jitsi.srtp.SrtpContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The senders of RTCP that are heard under one key, the one heard last first. One too many pushes
 * out the one that was not heard for longest. Confined to the media thread once it is made.
 */
final class ControlSources {
  /** A header and the index: what is shorter is no SRTCP (RFC 3711 section 3.4). */
  private static final int SRTCP_BYTES_MIN = 12;

  private static final int SOURCES_MAX = 4;

  private final SrtpContextFactory contexts;
  private final List<ControlSource> inOrder = new ArrayList<>(SOURCES_MAX + 1);

  /** For who comes next. It outlasts packets that fail, so that a forged one costs no keys. */
  private @Nullable ControlSource nobodys;

  private long lastNewNs;

  ControlSources(SrtpContextFactory contexts) {
    this.contexts = contexts;
    this.nobodys = new ControlSource(contexts);
  }

  /** Opens a packet in place; its new length, or a verdict of {@link PacketOpener}. */
  int open(ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    if (length < SRTCP_BYTES_MIN) {
      return PacketOpener.NOT_AUTHENTIC;
    }
    for (ControlSource source : inOrder) {
      if (source.isOf(packet)) {
        int opened = source.open(packet, length, bytes);
        heard(source, opened);
        return opened;
      }
    }
    return openNew(packet, length, bytes, nowNs);
  }

  private int openNew(ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    ControlSource source = nobodys;
    if (source == null) {
      if (nowNs - lastNewNs < PacketOpener.NEW_SOURCE_NS) {
        return PacketOpener.NOT_AUTHENTIC;
      }
      source = new ControlSource(contexts);
      nobodys = source;
    }
    int opened = source.open(packet, length, bytes);
    if (opened > 0) {
      nobodys = null;
      lastNewNs = nowNs;
    }
    heard(source, opened);
    return opened;
  }

  private void heard(ControlSource source, int opened) {
    if (opened > 0) {
      inOrder.remove(source);
      inOrder.addFirst(source);
      if (inOrder.size() > SOURCES_MAX) {
        inOrder.removeLast();
      }
    }
  }
}
