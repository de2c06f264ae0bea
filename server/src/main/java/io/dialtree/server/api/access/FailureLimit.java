package io.dialtree.server.api.access;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts wrong secrets by source: ten in a row, then one more every six seconds. A right one does
 * not pay a source's debt back, so that nobody guesses beside a client that works. Thread-safe.
 */
final class FailureLimit {
  private static final int BURST = 10;
  private static final long REFILL_NS = 6_000_000_000L;

  /** Sources remembered; the longest silent is forgotten first, and it has paid by then. */
  private static final int SOURCES_MAX = 10_000;

  private final LongSupplier nanoTime;
  private final Map<InetAddress, Debt> debts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Debt> eldest) {
          return size() > SOURCES_MAX;
        }
      };

  FailureLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Debt(int failures, long sinceNs) {
    Debt at(long nowNs) {
      long paid = Math.min(failures, (nowNs - sinceNs) / REFILL_NS);
      return new Debt(failures - (int) paid, sinceNs + paid * REFILL_NS);
    }
  }

  /** Seconds until this source may try again, 0 when it may now. */
  synchronized long waitS(InetAddress address) {
    long now = nanoTime.getAsLong();
    Debt debt = debts.getOrDefault(Site.of(address), new Debt(0, now)).at(now);
    return debt.failures() < BURST
        ? 0
        : Math.ceilDiv(debt.sinceNs() + REFILL_NS - now, 1_000_000_000L);
  }

  synchronized void failed(InetAddress address) {
    long now = nanoTime.getAsLong();
    InetAddress source = Site.of(address);
    Debt debt = debts.getOrDefault(source, new Debt(0, now)).at(now);
    debts.put(source, new Debt(debt.failures() + 1, debt.failures() == 0 ? now : debt.sinceNs()));
  }
}
