package io.dialtree.media.uring;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** The memory of both queues as the kernel lays it out ({@code struct io_uring_params}). */
final class QueueMemory {
  static final int PARAMS_BYTES = 120;
  static final int FLAGS_AT = 8;

  /** SUBMIT_ALL, COOP_TASKRUN and SINGLE_ISSUER: one thread, which asks when it wants to know. */
  static final int FLAGS = 1 << 7 | 1 << 8 | 1 << 12;

  private static final int SINGLE_MMAP = 1; // a feature of every kernel that has the flags above
  private static final long ENTRIES_OFFSET = 0x1000_0000L;
  private static final int ENTRY_BYTES = 64;
  private static final int RESULT_BYTES = 16;

  private final long queues;
  private final long queuesBytes;
  private final long submissions;
  private final int entries;
  private final long submissionTail;
  private final long completionHead;
  private final long completionTail;
  private final long completions;
  private final int completionMask;
  private int tail;
  private int head;

  private QueueMemory(long queues, long queuesBytes, long submissions, MemorySegment params) {
    this.queues = queues;
    this.queuesBytes = queuesBytes;
    this.submissions = submissions;
    entries = intAt(params, 0);
    submissionTail = queues + intAt(params, 44);
    completionHead = queues + intAt(params, 80);
    completionTail = queues + intAt(params, 84);
    completionMask = SharedMemory.getInt(queues + intAt(params, 88));
    completions = queues + intAt(params, 100);
    long order = queues + intAt(params, 64);
    for (int i = 0; i < entries; i++) {
      SharedMemory.putInt(order + 4L * i, i);
    }
    clearEntries();
  }

  private void clearEntries() {
    for (long at = 0; at < (long) entries * ENTRY_BYTES; at += Long.BYTES) {
      SharedMemory.putLong(submissions + at, 0);
    }
  }

  private static int intAt(MemorySegment params, int offset) {
    return params.get(ValueLayout.JAVA_INT, offset);
  }

  static Optional<QueueMemory> map(int ring, MemorySegment params) {
    if ((intAt(params, 20) & SINGLE_MMAP) == 0) {
      return Optional.empty();
    }
    int entries = intAt(params, 0);
    long order = intAt(params, 64) + 4L * entries;
    long results = intAt(params, 100) + (long) RESULT_BYTES * intAt(params, 4);
    long bytes = Math.max(order, results);
    long queues = KernelCalls.map(ring, 0, bytes);
    if (queues == -1) {
      return Optional.empty();
    }
    long submissions = KernelCalls.map(ring, ENTRIES_OFFSET, (long) entries * ENTRY_BYTES);
    if (submissions == -1) {
      KernelCalls.unmap(queues, bytes);
      return Optional.empty();
    }
    return Optional.of(new QueueMemory(queues, bytes, submissions, params));
  }

  void unmap() {
    KernelCalls.unmap(queues, queuesBytes);
    KernelCalls.unmap(submissions, (long) entries * ENTRY_BYTES);
  }

  int entries() {
    return entries;
  }

  /** Where the submission stands that is {@code ahead} behind the last published one. */
  long nextEntry(int ahead) {
    return submissions + (long) (tail + ahead & entries - 1) * ENTRY_BYTES;
  }

  /** Shows the kernel so many more submissions. */
  void publish(int count) {
    tail += count;
    SharedMemory.putIntRelease(submissionTail, tail);
  }

  /** Writes the results that are there to their tokens' places; returns how many. */
  int takeResults(int[] results) {
    int end = SharedMemory.getIntAcquire(completionTail);
    int count = end - head;
    for (; head != end; head++) {
      long at = completions + (long) (head & completionMask) * RESULT_BYTES;
      results[(int) SharedMemory.getLong(at)] = SharedMemory.getInt(at + 8);
    }
    SharedMemory.putIntRelease(completionHead, end);
    return count;
  }
}
