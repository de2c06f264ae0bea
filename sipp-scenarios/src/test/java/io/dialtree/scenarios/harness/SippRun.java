package io.dialtree.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One SIPp process that plays a scenario of {@code scenarios/<promise>/scenario.xml}. Its logs lie
 * in a folder of their own, with every message sent and received. Any thread.
 */
public final class SippRun implements AutoCloseable {
  /** SIPp ends itself at its own limit; this much later it is ended. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** The first failure tells most; two hundred calls that fail alike tell no more. */
  private static final int FAILURE_CHARS_MAX = 1_500;

  private static final AtomicInteger MEDIA_PORT = new AtomicInteger(61_000);

  private final Process process;
  private final Path folder;
  private final Duration limit;

  private SippRun(Process process, Path folder, Duration limit) {
    this.process = process;
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * Starts a scenario.
   *
   * @param promise the scenario's folder
   * @param folder where SIPp runs, writes its logs and finds the files a scenario plays
   * @param limit when SIPp gives up and the call counts as failed
   * @param more further options of SIPp
   */
  public static SippRun start(
      String promise, InetSocketAddress server, Path folder, Duration limit, List<String> more) {
    List<String> options =
        new ArrayList<>(List.of("-sf", Scenarios.file(promise, "scenario.xml").toString()));
    options.addAll(more);
    return run(
        server.getAddress().getHostAddress() + ":" + server.getPort(), folder, limit, options);
  }

  /** Starts SIPp's own answering side on a port, with its RTP echo on, for tests of the harness. */
  static SippRun answering(int port, Duration limit) {
    List<String> options = List.of("-sn", "uas", "-rtp_echo", "-m", "1", "-p", "" + port);
    return run("127.0.0.1", Tools.workFolder("answering"), limit, options);
  }

  private static SippRun run(String peer, Path folder, Duration limit, List<String> options) {
    List<String> command = new ArrayList<>(List.of(Tools.sipp().toString(), peer));
    command.addAll(List.of("-i", "127.0.0.1", "-mi", "127.0.0.1", "-nostdin"));
    if (!options.contains("-p")) {
      command.addAll(List.of("-p", String.valueOf(Ports.free())));
    }
    command.addAll(List.of("-cp", String.valueOf(Ports.free())));
    command.addAll(List.of("-mp", String.valueOf(MEDIA_PORT.getAndAdd(4))));
    command.addAll(List.of("-timeout", limit.toSeconds() + "s", "-timeout_error"));
    command.addAll(List.of("-trace_err", "-error_file", "errors.log"));
    command.addAll(List.of("-trace_msg", "-message_file", "messages.log"));
    command.addAll(options);
    return launch(folder, command, limit);
  }

  private static SippRun launch(Path folder, List<String> command, Duration limit) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("screen.log").toFile());
    try {
      return new SippRun(builder.start(), folder, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end of the scenario and fails unless every call went as written. */
  public void shouldSucceed() {
    assertThat(exitCode()).as(() -> "SIPp's exit code; its logs say:\n" + failure()).isZero();
  }

  /** Returns whether the scenario is still running. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Returns everything SIPp sent and received so far. */
  public SippTrace trace() {
    return SippTrace.parse(read("messages.log"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private int exitCode() {
    try {
      boolean ended = process.waitFor(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      assertThat(ended).as("SIPp ends within %s", limit).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while SIPp was running", e);
    }
  }

  private String failure() {
    String errors = read("errors.log");
    String told = errors.isBlank() ? read("screen.log") : errors;
    return told.substring(0, Math.min(told.length(), FAILURE_CHARS_MAX)) + trace().summary();
  }

  private String read(String log) {
    try {
      Path file = folder.resolve(log);
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
