package io.dialtree.media.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler's preference for a thread (Linux; {@code setpriority(2)}, {@code sched(7)}).
 * Thread-safe.
 */
public final class ThreadPriority {
  private static final int CALLING_THREAD = 0; // as a process: Linux counts threads so
  private static final int PRIO_PROCESS = 0;
  private static final int AUDIO_NICE = -10;

  private static final int SCHED_OTHER = 0;
  private static final int SCHED_FIFO = 1;
  private static final int SCHED_RR = 2;

  /** What the thread starts is as all others are. */
  private static final int SCHED_RESET_ON_FORK = 0x4000_0000;

  private static final MemorySegment NO_PRIORITY = Arena.global().allocate(ValueLayout.JAVA_INT);

  private static final @Nullable MethodHandle GETSCHEDULER =
      call("sched_getscheduler", ValueLayout.JAVA_INT);
  private static final @Nullable MethodHandle GETPRIORITY =
      call("getpriority", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final @Nullable MethodHandle SETSCHEDULER =
      call("sched_setscheduler", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
  private static final @Nullable MethodHandle SETPRIORITY =
      call("setpriority", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  private ThreadPriority() {}

  private static @Nullable MethodHandle call(String name, MemoryLayout... arguments) {
    return CLibrary.function(
            name,
            FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
            Linker.Option.critical(false))
        .orElse(null);
  }

  /**
   * Prefers the calling platform thread to those that can wait, such as compilers and the garbage
   * collector, for its life; not the threads and processes that it starts. A thread that goes
   * before ordinary work already, because somebody started the server so, stays as it is.
   *
   * @return whether it is preferred now; when the system does not allow it, nothing has changed
   */
  public static boolean preferForAudio() {
    if (GETSCHEDULER == null
        || GETPRIORITY == null
        || SETPRIORITY == null
        || SETSCHEDULER == null
        || Thread.currentThread().isVirtual()) {
      return false;
    }
    try {
      int policy = (int) GETSCHEDULER.invokeExact(CALLING_THREAD) & ~SCHED_RESET_ON_FORK;
      int nice = (int) GETPRIORITY.invokeExact(PRIO_PROCESS, CALLING_THREAD);
      if (policy != SCHED_OTHER || nice <= AUDIO_NICE) {
        return policy == SCHED_OTHER || policy == SCHED_FIFO || policy == SCHED_RR;
      }
      if ((int) SETPRIORITY.invokeExact(PRIO_PROCESS, CALLING_THREAD, AUDIO_NICE) != 0) {
        return false;
      }
      if ((int)
              SETSCHEDULER.invokeExact(
                  CALLING_THREAD, SCHED_OTHER | SCHED_RESET_ON_FORK, NO_PRIORITY.address())
          == 0) {
        return true;
      }
      var _ = (int) SETPRIORITY.invokeExact(PRIO_PROCESS, CALLING_THREAD, nice);
      return false;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
