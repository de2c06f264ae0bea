package io.dialtree.server.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has cost so far, as the operating system counts it: CPU in all threads, kernel
 * included, and resident memory. Any thread.
 *
 * @param cpuMs processor time since its start, 0 when it is not told
 * @param rssMb resident memory in MiB, 0 where there is no {@code /proc}
 */
record ProcessCost(long cpuMs, long rssMb) {
  private static final String RSS = "VmRSS:";

  static ProcessCost of(long pid) {
    long cpuMs =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(Duration::toMillis)
            .orElse(0L);
    return new ProcessCost(cpuMs, rssMb(pid));
  }

  private static long rssMb(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(RSS))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0L);
    } catch (IOException | RuntimeException notTold) {
      return 0;
    }
  }

  /** What it cost since an earlier look; memory is as it is now. */
  ProcessCost since(ProcessCost before) {
    return new ProcessCost(cpuMs - before.cpuMs, rssMb);
  }
}
