package io.dialtree.media.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadPriorityTest {
  // Fields behind the name, proc_pid_stat(5).
  private static final int NICE_FIELD = 16;
  private static final int POLICY_FIELD = 38;

  private static final int SCHED_RR = 2;

  /** What a thread knows of itself after it asked to be preferred. */
  private record Asked(boolean preferred, int nice, int policy) {
    static Asked now() throws IOException {
      return new Asked(ThreadPriority.preferForAudio(), field(NICE_FIELD), field(POLICY_FIELD));
    }
  }

  private static int field(int number) throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[number]);
  }

  private static <T> T inThread(Callable<T> work) throws ExecutionException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().start(task);
    return task.get();
  }

  /** Asks the kernel to put the calling thread elsewhere; whether it did. */
  private static boolean call(String name, int first, int second, long third) throws Throwable {
    MethodHandle function =
        CLibrary.function(
                name,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG))
            .orElseThrow();
    return (int) function.invokeExact(first, second, third) == 0;
  }

  private static boolean becomeNice(int nice) {
    try {
      return call("setpriority", 0, 0, nice);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static boolean becomeRealTime() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment priority = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
      return call("sched_setscheduler", 0, SCHED_RR, priority.address());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void onLinux() {
    assumeThat(CLibrary.isLinux()).isTrue();
  }

  @Test
  void theThreadThatAsksIsPreferredAndNoOther() throws Exception {
    int mine = field(NICE_FIELD);
    Asked asked = inThread(Asked::now);
    assertThat(field(NICE_FIELD)).isEqualTo(mine);
    assertThat(asked.nice()).isEqualTo(asked.preferred() ? -10 : mine);
  }

  @Test
  void whoMayPreferThreadsPrefersThisOneButNotThoseItStarts() throws Exception {
    assumeThat(inThread(() -> becomeNice(-10))).as("this user may prefer threads").isTrue();
    int its =
        inThread(() -> {
          assertThat(Asked.now()).isEqualTo(new Asked(true, -10, 0));
          return inThread(() -> field(NICE_FIELD));
        });
    assertThat(its).isZero();
  }

  @Test
  void aThreadThatGoesBeforeOrdinaryOnesByMoreStaysThere() throws Exception {
    assumeThat(inThread(() -> becomeNice(-15))).as("this user may prefer threads").isTrue();
    Asked asked =
        inThread(() -> {
          assertThat(becomeNice(-15)).isTrue();
          return Asked.now();
        });
    assertThat(asked).isEqualTo(new Asked(true, -15, 0));
  }

  @Test
  void aRealTimeThreadStaysOne() throws Exception {
    int mine = field(NICE_FIELD);
    assumeThat(inThread(ThreadPriorityTest::becomeRealTime)).as("it may be real-time").isTrue();
    Asked asked =
        inThread(() -> {
          assertThat(becomeRealTime()).isTrue();
          return Asked.now();
        });
    assertThat(asked).isEqualTo(new Asked(true, mine, SCHED_RR));
  }

  @Test
  void aVirtualThreadIsNotPreferred() throws InterruptedException {
    boolean[] allowed = {true};
    Thread.ofVirtual().start(() -> allowed[0] = ThreadPriority.preferForAudio()).join();
    assertThat(allowed[0]).isFalse();
  }
}
