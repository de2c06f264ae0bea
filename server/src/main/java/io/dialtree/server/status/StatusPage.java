package io.dialtree.server.status;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A server's status in words. */
public final class StatusPage {
  private StatusPage() {}

  /** The page, a few lines. */
  public static String of(ServerStatus status) {
    ServerStatus.Packets packets = status.packets();
    ServerStatus.Media media = status.media();
    ServerStatus.Calls calls = status.calls();
    return String.format(
        Locale.ROOT,
        """
        dialtree %s at %s: %s, up %s

        calls        %,d now, %,d since the start, %,d failed
          ended      %s
        media        %,d thread(s), %,d cycles, %,d more than 5 ms late, %,d more than 20 ms
          lateness   half %s, 99 of 100 %s, all %s
        packets in   %,d%s
        packets out  %,d%s
          faults     lost %,d, late %,d, twice %,d, foreign %,d, malformed %,d
        keys         %s
        """,
        status.version().isEmpty() ? "(not from a jar)" : status.version(),
        status.url(),
        status.ready() ? "ready" : "NOT taking calls",
        uptime(status.uptimeS()),
        calls.active(),
        calls.started(),
        calls.failed(),
        list(calls.ended(), "none"),
        media.threads(),
        media.ticks(),
        media.ticksLate5Ms(),
        media.ticksLate20Ms(),
        bound(media.latenessUs().p50()),
        bound(media.latenessUs().p99()),
        bound(media.latenessUs().max()),
        packets.in(),
        inBrackets(packets.inByCodec()),
        packets.out(),
        inBrackets(packets.outByCodec()),
        packets.lost(),
        packets.late(),
        packets.duplicate(),
        packets.foreign(),
        packets.malformed(),
        list(status.digits(), "none"));
  }

  private static String inBrackets(Map<String, Long> byName) {
    return byName.isEmpty() ? "" : " (" + list(byName, "") + ")";
  }

  /** The largest first. */
  private static String list(Map<String, Long> byName, String none) {
    return byName.isEmpty()
        ? none
        : byName.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String bound(long us) {
    if (us < 0) {
      return "more than 60 ms";
    }
    return "within "
        + (us % 1000 == 0 ? Long.toString(us / 1000) : Double.toString(us / 1000.0))
        + " ms";
  }

  private static String uptime(long seconds) {
    long minutes = seconds / 60;
    long hours = minutes / 60;
    if (hours >= 48) {
      return hours / 24 + " d " + hours % 24 + " h";
    }
    return hours > 0
        ? hours + " h " + minutes % 60 + " min"
        : minutes > 0 ? minutes + " min " + seconds % 60 + " s" : seconds + " s";
  }
}
