package io.dialtree.media.uring;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The C library's way to the system calls of io_uring, which it has no functions for. Their numbers
 * are the same on all processors but the oldest (Linux, {@code asm-generic/unistd.h}). Thread-safe;
 * every method answers -1 when the kernel refused.
 */
final class KernelCalls {
  private static final long SETUP = 425;
  private static final long ENTER = 426;
  private static final long REGISTER = 427;
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_SHARED_POPULATE = 0x8001;

  private static final @Nullable MethodHandle SYSCALL =
      call("syscall", 1, ValueLayout.JAVA_LONG, longs(7));
  private static final @Nullable MethodHandle MMAP =
      call(
          "mmap",
          0,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG);
  private static final @Nullable MethodHandle MUNMAP =
      call("munmap", 0, ValueLayout.JAVA_INT, longs(2));
  private static final @Nullable MethodHandle CLOSE =
      call("close", 0, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  private KernelCalls() {}

  private static MemoryLayout[] longs(int count) {
    MemoryLayout[] layouts = new MemoryLayout[count];
    Arrays.fill(layouts, ValueLayout.JAVA_LONG);
    return layouts;
  }

  @SuppressWarnings("restricted") // the jar's manifest enables it
  private static @Nullable MethodHandle call(
      String name, int fixedArguments, MemoryLayout result, MemoryLayout... arguments) {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return null;
    }
    try {
      Linker linker = Linker.nativeLinker();
      Linker.Option[] variadic =
          fixedArguments == 0
              ? new Linker.Option[0]
              : new Linker.Option[] {Linker.Option.firstVariadicArg(fixedArguments)};
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow(name),
          FunctionDescriptor.of(result, arguments),
          variadic);
    } catch (RuntimeException | LinkageError notAllowed) {
      return null;
    }
  }

  static boolean isSupported() {
    return SYSCALL != null && MMAP != null && MUNMAP != null && CLOSE != null;
  }

  static int setup(int entries, long params) {
    return (int) syscall(SETUP, entries, params, 0, 0);
  }

  /** Submissions taken by the kernel. */
  static int enter(int ring, int toSubmit, int minComplete, int flags) {
    return (int) syscall(ENTER, ring, toSubmit, minComplete, flags);
  }

  static int register(int ring, int operation, long argument, int count) {
    return (int) syscall(REGISTER, ring, operation, argument, count);
  }

  // Its own constant handle: see SocketCalls.
  private static long syscall(long number, long a, long b, long c, long d) {
    if (SYSCALL == null) {
      return -1;
    }
    try {
      return (long) SYSCALL.invokeExact(number, a, b, c, d, 0L, 0L);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** An address, or -1. */
  static long map(int ring, long offset, long bytes) {
    if (MMAP == null) {
      return -1;
    }
    try {
      return (long) MMAP.invokeExact(0L, bytes, PROT_READ_WRITE, MAP_SHARED_POPULATE, ring, offset);
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
