package io.dialtree.scenarios.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What these tests need from the machine; what is missing skips a test with a sentence. */
public final class Tools {
  private Tools() {}

  /** Returns the path of SIPp, or skips the test. */
  public static Path sipp() {
    return required("sipp", "Debian's package sip-tester has it");
  }

  /** Returns the path of baresip, or skips the test. */
  public static Path baresip() {
    return required("baresip", "Debian's package baresip-core has it");
  }

  /** Skips the test unless this process may open raw sockets (Linux capability 13, NET_RAW). */
  public static void rawSockets() {
    Assumptions.assumeTrue(
        mayOpenRawSockets(),
        "SIPp sends captured packets by raw sockets, and this user may not open any");
  }

  private static boolean mayOpenRawSockets() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("CapEff:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> 13 & 1) == 1);
    } catch (IOException noLinux) {
      return false;
    }
  }

  /** Returns the packaged server, or fails: without it there is nothing to test. */
  public static Path serverJar() {
    return Jar.COPY;
  }

  /** A copy, because a build that replaces the jar meanwhile breaks every JVM that runs it. */
  private static final class Jar {
    static final Path COPY = copy();

    private static Path copy() {
      Path jar = Path.of(System.getProperty("dialtree.jar", "../server/target/dialtree.jar"));
      if (!Files.isRegularFile(jar)) {
        throw new IllegalStateException("no server at " + jar + ": build the module server first");
      }
      try {
        return Files.copy(jar, workFolder("jar").resolve("dialtree.jar"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns a fresh folder under the module's build folder. */
  public static Path workFolder(String name) {
    try {
      Path root = Path.of(System.getProperty("dialtree.work", "target"), "runs");
      Files.createDirectories(root);
      return Files.createTempDirectory(root, name + "-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path required(String program, String remedy) {
    Optional<Path> found = find(program);
    Assumptions.assumeTrue(
        found.isPresent(), () -> program + " is not installed, so this is not tested; " + remedy);
    return found.orElseThrow();
  }

  private static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
