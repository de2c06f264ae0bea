package io.dialtree.media.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
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
  private static final int AUDIO_NICE = -10;

  /** SCHED_OTHER with SCHED_RESET_ON_FORK: what the thread starts is as all others are. */
  private static final int ORDINARY_AND_NOT_INHERITED = 0x4000_0000;

  private static final MemorySegment NO_PRIORITY = Arena.global().allocate(ValueLayout.JAVA_INT);

  private static final @Nullable MethodHandle SETSCHEDULER =
      CLibrary.function(
              "sched_setscheduler",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG),
              Linker.Option.critical(false))
          .orElse(null);

  private static final @Nullable MethodHandle SETPRIORITY =
      CLibrary.function(
              "setpriority",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT),
              Linker.Option.critical(false))
          .orElse(null);

  private ThreadPriority() {}

  /**
   * Prefers the calling platform thread to those that can wait, such as compilers and the garbage
   * collector, for its life; not the threads and processes that it starts.
   *
   * @return false where the system does not allow it; nothing has changed then
   */
  public static boolean preferForAudio() {
    if (SETSCHEDULER == null || SETPRIORITY == null || Thread.currentThread().isVirtual()) {
      return false;
    }
    try {
      return (int)
                  SETSCHEDULER.invokeExact(
                      CALLING_THREAD, ORDINARY_AND_NOT_INHERITED, NO_PRIORITY.address())
              == 0
          && (int) SETPRIORITY.invokeExact(0, CALLING_THREAD, AUDIO_NICE) == 0;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
