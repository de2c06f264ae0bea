package io.dialtree.media.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** The scheduler's preference for a thread (Linux; {@code setpriority(2)}). Thread-safe. */
public final class ThreadPriority {
  private static final int CALLING_THREAD = 0; // as a process: Linux counts threads so
  private static final int AUDIO_NICE = -10;

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
   * collector, for its life.
   *
   * @return false where the system does not allow it; nothing has changed then
   */
  public static boolean preferForAudio() {
    if (SETPRIORITY == null || Thread.currentThread().isVirtual()) {
      return false;
    }
    try {
      return (int) SETPRIORITY.invokeExact(0, CALLING_THREAD, AUDIO_NICE) == 0;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
