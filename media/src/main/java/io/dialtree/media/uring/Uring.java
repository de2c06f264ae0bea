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
 * <p>Confined to the platform thread that opened it, but for {@link #isBroken}; allocates nothing
 * after that.
 */
public final class Uring implements AutoCloseable {
  /** A result: nothing waits in the socket, or it is full (EAGAIN). */
  public static final int AGAIN = -11;

  /** A result: a signal came between (EINTR). */
  public static final int INTERRUPTED = -4;

  /** A result: the peer's host said by ICMP that nobody listens (ECONNREFUSED). */
  public static final int REFUSED = -111;

  /** A result: the operation was never done, because the kernel took no more. */
  public static final int NOT_DONE = Integer.MIN_VALUE;

  private static final int OP_SEND = 26;
  private static final int OP_RECV = 27;
  private static final int FIXED_FILE = 1 << 8; // the flags stand behind the operation
  private static final int FD_AT = 4;
  private static final int OFFSET_AT = 8;
  private static final int ADDRESS_AT = 16;
  private static final int LENGTH_AT = 24;
  private static final int MESSAGE_FLAGS_AT = 28;
  private static final int USER_DATA_AT = 32;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int ENTER_GETEVENTS = 1;
  private static final int REGISTER_FILES_UPDATE = 6;
  private static final int REGISTER_FILES2 = 13;
  private static final int TABLE_STRUCT_BYTES = 32; // io_uring_rsrc_register
  private static final int TABLE_SPARSE = 1;
  private static final int TABLE_SIZE_MAX = 65_536;
  private static final int TABLE_SIZE_MIN = 64;
  private static final int UPDATE_STRUCT_BYTES = 16; // io_uring_files_update
  private static final int TRIES_MAX = 10;

  private final KernelCalls kernel;
  private final int ringFd;
  private final QueueMemory memory;
  private final int tableSize;
  private final MemorySegment update =
      Arena.ofAuto().allocate(UPDATE_STRUCT_BYTES + Long.BYTES, Long.BYTES);
  private final int[] results;
  private int queued;
  private volatile boolean broken;
  private boolean closed;

  private Uring(KernelCalls kernel, int ringFd, QueueMemory memory, int tableSize) {
    this.kernel = kernel;
    this.ringFd = ringFd;
    this.memory = memory;
    this.tableSize = tableSize;
    this.results = new int[memory.entries()];
  }

  /**
   * Opens a pair of queues on this thread, which has to be a platform thread: the kernel lets no
   * other one use them.
   *
   * @param entries operations between two submissions at most, a power of two; their tokens are 0
   *     to {@code entries - 1}
   * @return empty where the kernel is older, does not allow it, or is another
   */
  public static Optional<Uring> open(int entries) {
    if (!KernelCalls.isSupported() || Thread.currentThread().isVirtual()) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      KernelCalls kernel = new KernelCalls();
      MemorySegment params = arena.allocate(QueueMemory.PARAMS_BYTES, Long.BYTES);
      params.set(ValueLayout.JAVA_INT, QueueMemory.FLAGS_AT, QueueMemory.FLAGS);
      int ringFd = kernel.setup(entries, params.address());
      if (ringFd < 0) {
        return Optional.empty();
      }
      Optional<QueueMemory> memory = QueueMemory.map(ringFd, params);
      int tableSize = memory.isPresent() ? registerTable(kernel, ringFd, arena) : 0;
      if (memory.isEmpty() || tableSize == 0) {
        memory.ifPresent(QueueMemory::unmap);
        KernelCalls.close(ringFd);
        return Optional.empty();
      }
      return Optional.of(new Uring(kernel, ringFd, memory.get(), tableSize));
    }
  }

  /** An empty table of sockets. It may be no larger than the process may have descriptors. */
  private static int registerTable(KernelCalls kernel, int ringFd, Arena arena) {
    MemorySegment table = arena.allocate(TABLE_STRUCT_BYTES, Long.BYTES);
    table.set(ValueLayout.JAVA_INT, Integer.BYTES, TABLE_SPARSE);
    for (int size = TABLE_SIZE_MAX; size >= TABLE_SIZE_MIN; size /= 2) {
      table.set(ValueLayout.JAVA_INT, 0, size);
      if (kernel.register(ringFd, REGISTER_FILES2, table.address(), TABLE_STRUCT_BYTES) >= 0) {
        return size;
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
    return descriptor < tableSize && !broken && update(descriptor, descriptor);
  }

  /**
   * Forgets a socket. Closed later, it may keep its port for up to a second more before Linux 6.4.
   */
  public void remove(int descriptor) {
    if (!closed) {
      var _ = update(descriptor, -1);
    }
  }

  private boolean update(int place, int descriptor) {
    long struct = update.address();
    long value = struct + UPDATE_STRUCT_BYTES;
    SharedMemory.putInt(struct, place);
    SharedMemory.putInt(struct + Integer.BYTES, 0);
    SharedMemory.putLong(struct + Long.BYTES, value);
    SharedMemory.putInt(value, descriptor);
    return kernel.register(ringFd, REGISTER_FILES_UPDATE, struct, 1) == 1;
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
    long entry = memory.free(queued++);
    SharedMemory.putInt(entry, operation | FIXED_FILE);
    SharedMemory.putInt(entry + FD_AT, descriptor);
    SharedMemory.putLong(entry + OFFSET_AT, 0);
    SharedMemory.putLong(entry + ADDRESS_AT, address);
    SharedMemory.putInt(entry + LENGTH_AT, bytes);
    SharedMemory.putInt(entry + MESSAGE_FLAGS_AT, MSG_DONTWAIT);
    SharedMemory.putLong(entry + USER_DATA_AT, token);
    return true;
  }

  /** Forgets what is queued: none of it is done. */
  public void discard() {
    queued = 0;
  }

  /** Does all that was queued; then the results are there. */
  public void submit() {
    if (queued == 0) {
      return;
    }
    Arrays.fill(results, NOT_DONE);
    int count = queued;
    queued = 0;
    memory.publish(count);
    collect(push(count));
  }

  /** Hands so many submissions over; returns how many were taken. */
  private int push(int count) {
    int taken = 0;
    for (int tries = 0; taken < count && tries < TRIES_MAX; tries++) {
      taken += Math.max(0, kernel.enter(ringFd, count - taken, 0, 0));
    }
    broken |= taken < count;
    return taken;
  }

  /** None of them waits for anything, so all are there already; this makes sure of it. */
  private void collect(int count) {
    int unanswered = count - memory.takeResults(results);
    for (int tries = 0; unanswered > 0 && tries < TRIES_MAX; tries++) {
      var _ = kernel.enter(ringFd, 0, unanswered, ENTER_GETEVENTS);
      unanswered -= memory.takeResults(results);
    }
    broken |= unanswered > 0;
  }

  /** Bytes of the operation with this token in the last submission, or a negative number. */
  public int result(int token) {
    return results[token];
  }

  /** Whether the kernel failed it: nothing can be queued any more. Any thread. */
  public boolean isBroken() {
    return broken;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      broken = true;
      queued = 0;
      memory.unmap();
      KernelCalls.close(ringFd);
    }
  }
}
