package io.dialtree.server.serve;

import io.dialtree.server.http.HttpStartFailure;
import io.dialtree.sip.endpoint.SipStartFailure;
import io.dialtree.store.StoreUnavailable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Parts of a server that start side by side, and wait for each other where they must. Unless all is
 * said to be {@link #done}, what has started is closed again, the last first. Confined to the
 * thread that starts the server.
 */
final class Starting implements AutoCloseable {
  /** Threads of their own: native calls of the store hold on to the carrier of a virtual one. */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("start-", 0).factory());

  private final Deque<Part<?>> parts = new ArrayDeque<>();
  private boolean done;

  /** One part; it may not be there yet. Thread-safe. */
  static final class Part<T> {
    private final CompletableFuture<T> made;

    private Part(CompletableFuture<T> made) {
      this.made = made;
    }

    /**
     * The part, as soon as it is there. Blocks.
     *
     * @throws StartFailure when it could not be had; a sentence for the operator
     */
    T get() throws StartFailure {
      try {
        return made.join();
      } catch (CompletionException e) {
        throw failure(e.getCause() == null ? e : e.getCause());
      }
    }

    /** The same for those who come after the start. */
    T join() {
      return made.join();
    }

    private static StartFailure failure(Throwable cause) {
      return switch (cause) {
        case StartFailure known -> known;
        case SipStartFailure _, StoreUnavailable _, HttpStartFailure _ ->
            new StartFailure(String.valueOf(cause.getMessage()), cause);
        default -> new StartFailure(cause.toString(), cause);
      };
    }
  }

  /** Begins with a part; it may wait for others that were begun before. */
  <T> Part<T> begin(Callable<T> work) {
    CompletableFuture<T> made = new CompletableFuture<>();
    threads.execute(() -> {
      try {
        made.complete(work.call());
      } catch (Throwable failure) {
        made.completeExceptionally(failure);
      }
    });
    Part<T> part = new Part<>(made);
    parts.push(part);
    return part;
  }

  /** Work that leaves nothing behind to be closed. */
  interface Preparation {
    void run() throws Exception;
  }

  /** Begins with a preparation; {@link Part#get} says when it is over. */
  Part<?> prepare(Preparation work) {
    return begin(() -> {
      work.run();
      return true;
    });
  }

  /** Takes in a part that is there already. */
  <T> T keep(T part) {
    parts.push(new Part<>(CompletableFuture.completedFuture(part)));
    return part;
  }

  /** Nothing is closed any more. */
  <T> T done(T whole) {
    done = true;
    return whole;
  }

  @Override
  public void close() {
    if (!done) {
      parts.forEach(Starting::closeQuietly);
    }
    threads.close();
  }

  private static void closeQuietly(Part<?> part) {
    try {
      if (part.made.join() instanceof AutoCloseable open) {
        open.close();
      }
    } catch (Exception alreadyFailed) {
      // It did not start either; the first failure is the one that is told.
    }
  }
}
