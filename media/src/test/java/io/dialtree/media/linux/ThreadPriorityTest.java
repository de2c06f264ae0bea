package io.dialtree.media.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadPriorityTest {
  private static final int NICE_FIELD = 16; // of those behind the name, proc_pid_stat(5)

  private static int nice() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theThreadThatAsksIsPreferredAndNoOther() throws InterruptedException {
    assumeThat(CLibrary.isLinux()).isTrue();
    int mine = nice();
    AtomicBoolean allowed = new AtomicBoolean();
    AtomicInteger its = new AtomicInteger();
    Thread.ofPlatform()
        .start(() -> {
          allowed.set(ThreadPriority.preferForAudio());
          its.set(nice());
        })
        .join();
    assertThat(nice()).isEqualTo(mine);
    assertThat(its.get()).isEqualTo(allowed.get() ? -10 : mine);
  }

  @Test
  void aVirtualThreadIsNotPreferred() throws InterruptedException {
    AtomicBoolean allowed = new AtomicBoolean(true);
    Thread.ofVirtual().start(() -> allowed.set(ThreadPriority.preferForAudio())).join();
    assertThat(allowed).isFalse();
  }
}
