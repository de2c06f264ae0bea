package io.dialtree.server.outbound;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many requests run at once, in all and to one service, so that a service that hangs leaves
 * room for the others. Services are named by flows, behind whose host alone a caller's words may
 * stand, so there are few. Thread-safe; never waits.
 */
final class Places {
  /** Requests that run at once. */
  static final int ALL_MAX = 400;

  /** Requests to one host and port that run at once. */
  static final int SERVICE_MAX = 100;

  private final Semaphore all = new Semaphore(ALL_MAX);
  private final Map<String, Semaphore> services = new ConcurrentHashMap<>();

  /** A place that is taken until {@link #close}. */
  record Place(Semaphore all, Semaphore service) implements AutoCloseable {
    @Override
    public void close() {
      service.release();
      all.release();
    }
  }

  /** Takes a place, if there is one. */
  Optional<Place> take(String url) {
    Semaphore service =
        services.computeIfAbsent(serviceOf(url), name -> new Semaphore(SERVICE_MAX));
    if (!service.tryAcquire()) {
      return Optional.empty();
    }
    if (!all.tryAcquire()) {
      service.release();
      return Optional.empty();
    }
    return Optional.of(new Place(all, service));
  }

  private static String serviceOf(String url) {
    try {
      return String.valueOf(URI.create(url).getRawAuthority());
    } catch (IllegalArgumentException notAnAddress) {
      return ""; // the request will say so
    }
  }
}
