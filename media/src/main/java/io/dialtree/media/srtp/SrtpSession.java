package io.dialtree.media.srtp;

import org.jspecify.annotations.Nullable;

/**
 * The secured media of one call, both ways. Made by any thread but a media thread, because deriving
 * keys takes time; then confined to the media thread.
 */
public final class SrtpSession {
  private final SrtpKeys keys;
  private PacketSealer sealer;
  private PacketOpener opener;

  /** Of the key before: a peer that is put on hold for another one comes back to its key. */
  private @Nullable PacketOpener former;

  private SrtpSession(SrtpKeys keys, PacketSealer sealer, PacketOpener opener) {
    this.keys = keys;
    this.sealer = sealer;
    this.opener = opener;
  }

  /**
   * Derives the session keys (RFC 3711 section 4.3): about 0.5 ms, and two seconds in a process
   * that was not {@linkplain SrtpWarmUp warmed up}.
   *
   * @param ssrc ours
   */
  public static SrtpSession derive(SrtpKeys keys, int ssrc) {
    return new SrtpSession(
        keys, new PacketSealer(keys.local(), ssrc), new PacketOpener(keys.remote()));
  }

  /**
   * Takes over from the session before: where a key is the same, or that of the peer is the one
   * before it, its rollover counter, index and replay window go on; a new one of ours counts from
   * its first packet. Media thread; the old session is of no use afterwards.
   */
  public SrtpSession succeeding(SrtpSession old) {
    if (keys.local().equals(old.keys.local())) {
      sealer = old.sealer;
    }
    PacketOpener before = old.former;
    if (keys.remote().equals(old.keys.remote())) {
      opener = old.opener;
      former = before;
      return this;
    }
    opener = before != null && before.isFor(keys.remote()) ? before : opener;
    opener.succeed(old.opener);
    former = old.opener;
    return this;
  }

  /** For what we send. */
  public PacketSealer sealer() {
    return sealer;
  }

  /** For what comes. */
  public PacketOpener opener() {
    return opener;
  }
}
