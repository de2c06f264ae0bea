package io.dialtree.sip.sdp;

import java.util.Optional;

/** Chooses the packet time we send (RFC 8866 6.4). */
final class PacketTime {
  private static final int SHORTEST_MS = 10;
  private static final int LONGEST_MS = 60;

  private PacketTime() {}

  /**
   * The peer's wish when we can send it and its own limit allows it, else ours, cut to that limit.
   */
  static int choose(SdpMedia line, int ownMs) {
    int limit =
        number(line.attribute("maxptime")).filter(ms -> ms >= SHORTEST_MS).orElse(LONGEST_MS);
    int wish = number(line.attribute("ptime")).filter(PacketTime::sendable).orElse(ownMs);
    return Math.max(SHORTEST_MS, Math.min(wish, limit / SHORTEST_MS * SHORTEST_MS));
  }

  private static boolean sendable(int ms) {
    return ms >= SHORTEST_MS && ms <= LONGEST_MS && ms % SHORTEST_MS == 0;
  }

  private static Optional<Integer> number(Optional<String> text) {
    return text.filter(t -> t.matches("[0-9]{1,4}(\\.0*)?"))
        .map(t -> Integer.parseInt(t.split("\\.", 2)[0]));
  }
}
