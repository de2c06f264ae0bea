package io.dialtree.media.uring;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** Memory that is shared with the kernel, by its address. The caller answers for the addresses. */
final class SharedMemory {
  private static final MemorySegment ALL = all();
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private SharedMemory() {}

  @SuppressWarnings("restricted") // the jar's manifest enables it
  private static MemorySegment all() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }

  static int getInt(long address) {
    return ALL.get(ValueLayout.JAVA_INT, address);
  }

  static void putInt(long address, int value) {
    ALL.set(ValueLayout.JAVA_INT, address, value);
  }

  static void putLong(long address, long value) {
    ALL.set(ValueLayout.JAVA_LONG, address, value);
  }

  static long getLong(long address) {
    return ALL.get(ValueLayout.JAVA_LONG, address);
  }

  /** What the kernel wrote before it wrote this is seen after it. */
  static int getIntAcquire(long address) {
    return (int) INT.getAcquire(ALL, address);
  }

  /** The kernel, when it sees this, sees what was written before it. */
  static void putIntRelease(long address, int value) {
    INT.setRelease(ALL, address, value);
  }
}
