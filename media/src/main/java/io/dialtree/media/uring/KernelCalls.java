package io.dialtree.media.uring;

import io.dialtree.media.linux.CLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The C library's way to the system calls of io_uring, which it has no functions for. Their numbers
 * are the same on all processors but the oldest (Linux, {@code asm-generic/unistd.h}). Each
 * instance is confined to one thread.
 */
final class KernelCalls {
  private static final long SETUP = 425;
  private static final long ENTER = 426;
  private static final long REGISTER = 427;
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_SHARED_POPULATE = 0x8001;
  private static final long MAP_FAILED = -1;
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

  private static final @Nullable MethodHandle SYSCALL =
      call(
          "syscall",
          ValueLayout.JAVA_LONG,
          longs(7),
          Linker.Option.firstVariadicArg(1),
          Linker.Option.captureCallState("errno"));
  private static final @Nullable MethodHandle MMAP =
      call(
          "mmap",
          ValueLayout.JAVA_LONG,
          new MemoryLayout[] {
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG
          });
  private static final @Nullable MethodHandle MUNMAP =
      call("munmap", ValueLayout.JAVA_INT, longs(2));
  private static final @Nullable MethodHandle CLOSE =
      call("close", ValueLayout.JAVA_INT, new MemoryLayout[] {ValueLayout.JAVA_INT});

  private final MemorySegment state = Arena.ofAuto().allocate(STATE);

  private static MemoryLayout[] longs(int count) {
    MemoryLayout[] layouts = new MemoryLayout[count];
    Arrays.fill(layouts, ValueLayout.JAVA_LONG);
    return layouts;
  }

  private static @Nullable MethodHandle call(
      String name, MemoryLayout result, MemoryLayout[] arguments, Linker.Option... options) {
    return isLaidOutAsKnown()
        ? CLibrary.function(name, FunctionDescriptor.of(result, arguments), options).orElse(null)
        : null;
  }

  /**
   * The structures are written as a processor of 64 bits with the small end first lays them out.
   */
  private static boolean isLaidOutAsKnown() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
  }

  static boolean isSupported() {
    return SYSCALL != null && MMAP != null && MUNMAP != null && CLOSE != null;
  }

  /** The descriptor of new queues, or the negative error number, as of the others. */
  int setup(int entries, long params) {
    return syscall(SETUP, entries, params, 0, 0);
  }

  /** Submissions taken by the kernel. */
  int enter(int ringFd, int toSubmit, int minComplete, int flags) {
    return syscall(ENTER, ringFd, toSubmit, minComplete, flags);
  }

  int register(int ringFd, int operation, long argument, int count) {
    return syscall(REGISTER, ringFd, operation, argument, count);
  }

  // A constant handle: one that comes as an argument is bound anew, and costs an object.
  // Compiled by itself, as in its callers it costs 40 bytes: bin/dialtree and pom.xml say so by its
  // name.
  private int syscall(long number, long a, long b, long c, long d) {
    if (SYSCALL == null) {
      throw new IllegalStateException("no system calls on this platform");
    }
    try {
      long n = (long) SYSCALL.invokeExact(state, number, a, b, c, d, 0L, 0L);
      return n >= 0 ? (int) n : -(int) ERRNO.get(state, 0L);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Where the memory of the queues begins, or 0. */
  static long map(int ringFd, long offset, long bytes) {
    if (MMAP == null) {
      return 0;
    }
    try {
      long at =
          (long) MMAP.invokeExact(0L, bytes, PROT_READ_WRITE, MAP_SHARED_POPULATE, ringFd, offset);
      return at == MAP_FAILED ? 0 : at;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static void unmap(long address, long bytes) {
    if (MUNMAP == null) {
      return;
    }
    try {
      var _ = (int) MUNMAP.invokeExact(address, bytes);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static void close(int descriptor) {
    if (CLOSE == null) {
      return;
    }
    try {
      var _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
