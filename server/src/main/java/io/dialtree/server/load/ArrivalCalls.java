package io.dialtree.server.load;

import io.dialtree.media.linux.CLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The C library's {@code setsockopt} and {@code recvmmsg} (Linux; {@code socket(7)}, {@code
 * recvmmsg(2)}), on processors whose numbers and structures are known here.
 */
final class ArrivalCalls {
  /** SO_TIMESTAMPNS, and the type of the message that carries the time. */
  static final int STAMP = 35;

  private static final int SOL_SOCKET = 1;
  private static final int MSG_DONTWAIT = 0x40;
  private static final Set<String> PROCESSORS = Set.of("amd64", "aarch64");
  private static final MemorySegment ON = Arena.global().allocateFrom(ValueLayout.JAVA_INT, 1);

  private static final @Nullable MethodHandle SETSOCKOPT =
      call(
          "setsockopt",
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT);
  private static final @Nullable MethodHandle RECVMMSG =
      call(
          "recvmmsg",
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG);

  private ArrivalCalls() {}

  // Critical, as neither ever waits.
  private static @Nullable MethodHandle call(String name, MemoryLayout... arguments) {
    return PROCESSORS.contains(System.getProperty("os.arch", ""))
        ? CLibrary.function(
                name,
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
                Linker.Option.critical(false))
            .orElse(null)
        : null;
  }

  /** Asks the kernel to note when packets arrive; false where it cannot be asked. */
  static boolean stamp(int descriptor) {
    if (SETSOCKOPT == null || RECVMMSG == null) {
      return false;
    }
    try {
      return (int)
              SETSOCKOPT.invokeExact(
                  descriptor, SOL_SOCKET, STAMP, ON.address(), (int) ON.byteSize())
          == 0;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Packets read into {@code messages}, or -1 when there are none. */
  static int receive(int descriptor, long messages, int count) {
    if (RECVMMSG == null) {
      return -1;
    }
    try {
      return (int) RECVMMSG.invokeExact(descriptor, messages, count, MSG_DONTWAIT, 0L);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
