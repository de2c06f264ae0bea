package io.dialtree.media.uring;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * The memory of both queues as the kernel lays it out ({@code struct io_uring_params}, {@code
 * io_uring_sqe} and {@code io_uring_cqe} of {@code linux/io_uring.h}).
 */
final class QueueMemory {
  static final int PARAMS_BYTES = 120;
  static final int FLAGS_AT = 8;

  /** SUBMIT_ALL, COOP_TASKRUN and SINGLE_ISSUER: one thread, which asks when it wants to know. */
  static final int FLAGS = 1 << 7 | 1 << 8 | 1 << 12;

  private static final int SINGLE_MMAP = 1; // a feature of every kernel that has the flags above
  private static final int SQ_ENTRIES_AT = 0;
  private static final int CQ_ENTRIES_AT = 4;
  private static final int FEATURES_AT = 20;
  private static final int SQ_TAIL_AT = 44;
  private static final int SQ_ARRAY_AT = 64;
  private static final int CQ_HEAD_AT = 80;
  private static final int CQ_TAIL_AT = 84;
  private static final int CQ_MASK_AT = 88;
  private static final int CQ_CQES_AT = 100;
  private static final long SQES_OFFSET = 0x1000_0000L; // of the second mapping
  private static final int SQE_BYTES = 64;
  private static final int CQE_BYTES = 16;
  private static final int CQE_RESULT_AT = 8;

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
    entries = intAt(params, SQ_ENTRIES_AT);
    submissionTail = queues + intAt(params, SQ_TAIL_AT);
    completionHead = queues + intAt(params, CQ_HEAD_AT);
    completionTail = queues + intAt(params, CQ_TAIL_AT);
    completionMask = SharedMemory.getInt(queues + intAt(params, CQ_MASK_AT));
    completions = queues + intAt(params, CQ_CQES_AT);
    long order = queues + intAt(params, SQ_ARRAY_AT);
    for (int i = 0; i < entries; i++) {
      SharedMemory.putInt(order + (long) Integer.BYTES * i, i);
    }
    for (long at = 0; at < (long) entries * SQE_BYTES; at += Long.BYTES) {
      SharedMemory.putLong(submissions + at, 0);
    }
  }

  private static int intAt(MemorySegment params, int offset) {
    return params.get(ValueLayout.JAVA_INT, offset);
  }

  static Optional<QueueMemory> map(int ringFd, MemorySegment params) {
    if ((intAt(params, FEATURES_AT) & SINGLE_MMAP) == 0) {
      return Optional.empty();
    }
    int entries = intAt(params, SQ_ENTRIES_AT);
    long orderEnd = intAt(params, SQ_ARRAY_AT) + (long) Integer.BYTES * entries;
    long resultsEnd = intAt(params, CQ_CQES_AT) + (long) CQE_BYTES * intAt(params, CQ_ENTRIES_AT);
    long bytes = Math.max(orderEnd, resultsEnd);
    long queues = KernelCalls.map(ringFd, 0, bytes);
    if (queues == 0) {
      return Optional.empty();
    }
    long submissions = KernelCalls.map(ringFd, SQES_OFFSET, (long) entries * SQE_BYTES);
    if (submissions == 0) {
      KernelCalls.unmap(queues, bytes);
      return Optional.empty();
    }
    return Optional.of(new QueueMemory(queues, bytes, submissions, params));
  }

  void unmap() {
    KernelCalls.unmap(queues, queuesBytes);
    KernelCalls.unmap(submissions, (long) entries * SQE_BYTES);
  }

  /** Submissions that there is room for. */
  int entries() {
    return entries;
  }

  /** Where the free submission number {@code index} stands, from 0. */
  long free(int index) {
    return submissions + (long) ((tail + index) & (entries - 1)) * SQE_BYTES;
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
      long at = completions + (long) (head & completionMask) * CQE_BYTES;
      results[(int) SharedMemory.getLong(at)] = SharedMemory.getInt(at + CQE_RESULT_AT);
    }
    SharedMemory.putIntRelease(completionHead, end);
    return count;
  }
}
