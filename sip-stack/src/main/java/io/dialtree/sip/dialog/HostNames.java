package io.dialtree.sip.dialog;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Addresses of the host names that peers give as Contact or Record-Route. A name server may take
 * seconds, so whoever wants to send is told what is known and never waits. Thread-safe.
 */
final class HostNames {
  /** Peers name few hosts; more come from somebody who wants to fill the memory. */
  static final int NAMES_MAX = 1_000;

  /** So many questions at a time; a further name is asked for when it is needed again. */
  private static final int ASKING_MAX = 8;

  /** As long as the JDK itself keeps an answer. */
  static final long FRESH_NS = 30_000_000_000L;

  /** Asks a name server; blocks. */
  interface Lookup {
    /** The first address of a name. */
    InetAddress address(String name) throws UnknownHostException;
  }

  private record Answer(Optional<InetAddress> address, long atNs) {}

  private final Lookup lookup;
  private final Executor threads;
  private final LongSupplier clockNs;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Set<String> asking = ConcurrentHashMap.newKeySet();

  /** Asks the system's name service, on a thread of its own for each question. */
  HostNames() {
    // Not a virtual thread: the system's call would hold its carrier.
    this(
        InetAddress::getByName,
        task -> Thread.ofPlatform().daemon().name("sip-names").start(task),
        System::nanoTime);
  }

  HostNames(Lookup lookup, Executor threads, LongSupplier clockNs) {
    this.lookup = lookup;
    this.threads = threads;
    this.clockNs = clockNs;
  }

  /**
   * The address of a host, literal or a name that was asked for before, even if that is a while
   * ago; asks again for the next time when it is.
   */
  Optional<InetAddress> known(String host) {
    String bare = host.replace("[", "").replace("]", "");
    try {
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException aName) {
      Answer answer = answers.get(bare);
      if (answer == null || clockNs.getAsLong() - answer.atNs() > FRESH_NS) {
        ask(bare);
      }
      return answer == null ? Optional.empty() : answer.address();
    }
  }

  private void ask(String name) {
    if (asking.size() >= ASKING_MAX || !asking.add(name)) {
      return;
    }
    threads.execute(() -> {
      try {
        keep(name, Optional.of(lookup.address(name)));
      } catch (UnknownHostException nobody) {
        keep(name, Optional.empty());
      } finally {
        asking.remove(name);
      }
    });
  }

  private void keep(String name, Optional<InetAddress> address) {
    if (answers.size() >= NAMES_MAX) {
      answers.clear();
    }
    answers.put(name, new Answer(address, clockNs.getAsLong()));
  }
}
