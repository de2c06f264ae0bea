package io.dialtree.server.call;

import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes lines on a thread of its own, so that a reader who does not read stops nobody but itself:
 * when the queue is full, lines are dropped and their number is told later. Thread-safe.
 */
final class LineWriter implements AutoCloseable {
  private static final int LINES_MAX = 10_000; // two lines a call: minutes of a busy server
  private static final long CLOSE_WAIT_MS = 500;
  private static final String END = "";

  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_MAX);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;

  LineWriter(PrintStream out) {
    this.writer = Thread.ofPlatform().daemon().name("lines").unstarted(() -> writeAll(out));
  }

  /** Begins to write, with this line before all others. */
  void open(String firstLine) {
    BlockingQueue<String> early = new ArrayBlockingQueue<>(LINES_MAX);
    lines.drainTo(early);
    print(firstLine);
    early.forEach(this::print);
    writer.start();
  }

  void print(String line) {
    if (!lines.offer(line)) {
      dropped.incrementAndGet();
    }
  }

  private void writeAll(PrintStream out) {
    try {
      for (String line = lines.take(); !line.equals(END); line = lines.take()) {
        out.println(line);
        long lost = lines.isEmpty() ? dropped.getAndSet(0) : 0;
        if (lost > 0) {
          out.println("dialtree: " + lost + " lines were lost because nobody read them");
        }
      }
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      if (lines.offer(END, CLOSE_WAIT_MS, TimeUnit.MILLISECONDS) && writer.isAlive()) {
        writer.join(CLOSE_WAIT_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
