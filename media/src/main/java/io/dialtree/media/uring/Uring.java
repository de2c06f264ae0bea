package io.dialtree.media.uring;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/**
 * One submission and one completion queue of io_uring (Linux 6.0 or newer; {@code io_uring(7)}).
 * Receives and sends are queued, each under a token, and done together by {@link #submit}, which
 * does not wait: a socket that is empty or full answers {@link #AGAIN}.
 *
 * <p>Confined to the thread that opened it; allocates nothing after that.
 */
public final class Uring implements AutoCloseable {
  /** A result: nothing waits in the socket, or it is full (EAGAIN). */
  public static final int AGAIN = -11;

  /** A result: the peer's host said by ICMP that nobody listens (ECONNREFUSED). */
  public static final int REFUSED = -111;

  /** A result: the operation was never done, because the kernel took no more. */
  public static final int NOT_DONE = Integer.MIN_VALUE;

  private static final int OP_SEND = 26;
  private static final int OP_RECV = 27;
  private static final int FIXED_FILE = 1;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int ENTER_GETEVENTS = 1;
  private static final int REGISTER_FILES_UPDATE = 6;
  private static final int REGISTER_FILES2 = 13;
  private static final int SPARSE = 1;
  private static final int FILES_BYTES = 32; // struct io_uring_rsrc_register
  private static final int[] FILES = {16_384, 4_096, 1_024};

  private final int ring;
  private final QueueMemory memory;
  private final int files;
  private final MemorySegment update = Arena.ofAuto().allocate(24, 8);
  private final int[] results;
  private int queued;
  private boolean broken;
  private boolean closed;

  private Uring(int ring, QueueMemory memory, int files) {
    this.ring = ring;
    this.memory = memory;
    this.files = files;
    this.results = new int[memory.entries()];
  }

  /** Whether this kernel lets this process open queues: tries it, so ask once. */
  public static boolean isAvailable() {
    Optional<Uring> tried = open(1);
    tried.ifPresent(Uring::close);
    return tried.isPresent();
  }

  /**
   * Opens a pair of queues on this thread.
   *
   * @param entries operations between two submissions at most, a power of two; their tokens are 0
   *     to {@code entries - 1}
   * @return empty where the kernel is older, does not allow it, or is another
   */
  public static Optional<Uring> open(int entries) {
    if (!KernelCalls.isSupported()) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment params = arena.allocate(QueueMemory.PARAMS_BYTES, 8);
      params.set(ValueLayout.JAVA_INT, QueueMemory.FLAGS_AT, QueueMemory.FLAGS);
      int ring = KernelCalls.setup(entries, params.address());
      if (ring < 0) {
        return Optional.empty();
      }
      Optional<QueueMemory> memory = QueueMemory.map(ring, params);
      int files = memory.isPresent() ? registerTable(ring, arena) : 0;
      if (memory.isEmpty() || files == 0) {
        memory.ifPresent(QueueMemory::unmap);
        KernelCalls.close(ring);
        return Optional.empty();
      }
      return Optional.of(new Uring(ring, memory.get(), files));
    }
  }

  /** An empty table of sockets, as large as the process may have descriptors. */
  private static int registerTable(int ring, Arena arena) {
    MemorySegment table = arena.allocate(FILES_BYTES, 8);
    for (int count : FILES) {
      table.set(ValueLayout.JAVA_INT, 0, count);
      table.set(ValueLayout.JAVA_INT, 4, SPARSE);
      if (KernelCalls.register(ring, REGISTER_FILES2, table.address(), FILES_BYTES) >= 0) {
        return count;
      }
    }
    return 0;
  }

  /**
   * Makes a socket known; it stays open, whoever closes it, until {@link #remove}.
   *
   * @return false when it cannot be: its operations cannot be queued
   */
  public boolean add(int descriptor) {
    return descriptor < files && !broken && update(descriptor, descriptor);
  }

  /** Forgets a socket. */
  public void remove(int descriptor) {
    if (!closed) {
      var _ = update(descriptor, -1);
    }
  }

  private boolean update(int at, int descriptor) {
    long struct = update.address();
    long value = struct + 16;
    SharedMemory.putInt(struct, at);
    SharedMemory.putInt(struct + 4, 0);
    SharedMemory.putLong(struct + 8, value);
    SharedMemory.putInt(value, descriptor);
    return KernelCalls.register(ring, REGISTER_FILES_UPDATE, struct, 1) == 1;
  }

  /**
   * Queues the receive of one datagram into direct memory; false when it has to be done otherwise.
   */
  public boolean receive(int token, int descriptor, long address, int bytes) {
    return queue(OP_RECV, token, descriptor, address, bytes);
  }

  /** Queues the send of one datagram from direct memory; false when it has to be done otherwise. */
  public boolean send(int token, int descriptor, long address, int bytes) {
    return queue(OP_SEND, token, descriptor, address, bytes);
  }

  private boolean queue(int operation, int token, int descriptor, long address, int bytes) {
    if (broken || queued == results.length) {
      return false;
    }
    long entry = memory.nextEntry(queued++);
    SharedMemory.putInt(entry, operation | FIXED_FILE << 8);
    SharedMemory.putInt(entry + 4, descriptor);
    SharedMemory.putLong(entry + 8, 0);
    SharedMemory.putLong(entry + 16, address);
    SharedMemory.putInt(entry + 24, bytes);
    SharedMemory.putInt(entry + 28, MSG_DONTWAIT);
    SharedMemory.putLong(entry + 32, token);
    return true;
  }

  /** Does all that was queued; then the results are there. */
  public void submit() {
    if (queued == 0) {
      return;
    }
    Arrays.fill(results, NOT_DONE);
    int left = queued;
    queued = 0;
    memory.publish(left);
    int open = left;
    while (left > 0 && !broken) {
      int taken = KernelCalls.enter(ring, left, 0, 0);
      broken = taken <= 0;
      left -= Math.max(0, taken);
    }
    open -= left;
    open -= memory.takeResults(results);
    while (open > 0 && !broken) {
      broken = KernelCalls.enter(ring, 0, 1, ENTER_GETEVENTS) < 0;
      open -= memory.takeResults(results);
    }
  }

  /** Bytes of the operation with this token in the last submission, or a negative number. */
  public int result(int token) {
    return results[token];
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      broken = true;
      queued = 0;
      memory.unmap();
      KernelCalls.close(ring);
    }
  }
}
