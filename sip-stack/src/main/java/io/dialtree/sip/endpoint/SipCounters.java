package io.dialtree.sip.endpoint;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one endpoint. Any thread may add. */
public final class SipCounters {
  private final Map<SipCounter, LongAdder> values = new EnumMap<>(SipCounter.class);

  /** All zero. */
  public SipCounters() {
    for (SipCounter counter : SipCounter.values()) {
      values.put(counter, new LongAdder());
    }
  }

  /** Adds one. */
  public void count(SipCounter counter) {
    adder(counter).increment();
  }

  /** The value now. */
  public long get(SipCounter counter) {
    return adder(counter).sum();
  }

  /** All values by slug, in the order of the list. */
  public Map<String, Long> snapshot() {
    Map<String, Long> all = new LinkedHashMap<>();
    values.forEach((counter, adder) -> all.put(counter.slug(), adder.sum()));
    return all;
  }

  private LongAdder adder(SipCounter counter) {
    return Objects.requireNonNull(values.get(counter));
  }
}
