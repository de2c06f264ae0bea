package io.dialtree.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged server as a process of its own, with the flags of production. What it prints goes to
 * two files of its folder. Any thread.
 */
public final class ServerUnderTest implements AutoCloseable {
  /** A warm start takes under two seconds; a loaded machine with two cores gets more. */
  private static final Duration READY_LIMIT = Duration.ofSeconds(50);

  /** Draining calls included; the default drain limit is 30 s. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(45);

  private static final List<String> FLAGS =
      List.of("-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final Path folder;
  private final InetSocketAddress sip;
  private final InetSocketAddress http;

  private ServerUnderTest(
      Process process, Path folder, InetSocketAddress sip, InetSocketAddress http) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::kill));
    this.folder = folder;
    this.sip = sip;
    this.http = http;
  }

  /** Starts the server on free ports with this config folder and waits until it is ready. */
  public static ServerUnderTest start(Path config, String... more) {
    ServerUnderTest server = launch(config, more);
    server.awaitReady();
    return server;
  }

  /** Starts the server on free ports without any config folder: it runs its own demo. */
  public static ServerUnderTest startDemo(String... more) {
    ServerUnderTest server = launch(Ports.local(Ports.free()), List.of(), more);
    server.awaitReady();
    return server;
  }

  /** Starts the server on free ports without waiting for it. */
  public static ServerUnderTest launch(Path config, String... more) {
    return launchOn(Ports.local(Ports.free()), config, more);
  }

  /** Starts the server on this SIP address without waiting for it. */
  public static ServerUnderTest launchOn(InetSocketAddress sip, Path config, String... more) {
    return launch(sip, List.of("--config", config.toString()), more);
  }

  private static ServerUnderTest launch(
      InetSocketAddress sip, List<String> config, String... more) {
    InetSocketAddress http = Ports.local(Ports.free());
    Path folder = Tools.workFolder("server");
    List<String> arguments = new ArrayList<>(List.of("serve"));
    arguments.addAll(config);
    arguments.addAll(List.of("--sip", text(sip), "--http", text(http)));
    arguments.addAll(List.of("--data", folder.resolve("data").toString(), "--log", "json"));
    arguments.addAll(List.of(more));
    return new ServerUnderTest(run(folder, arguments), folder, sip, http);
  }

  /** Runs the jar with just these arguments, for the other commands and for wrong ones. */
  public static ServerUnderTest command(String... arguments) {
    Path folder = Tools.workFolder("command");
    InetSocketAddress none = Ports.local(0);
    return new ServerUnderTest(run(folder, List.of(arguments)), folder, none, none);
  }

  private static Process run(Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-jar", Tools.serverJar().toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DIALTREE_"));
    builder.redirectOutput(folder.resolve("stdout.log").toFile());
    builder.redirectError(folder.resolve("stderr.log").toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types these lines into the command, and then nothing more. */
  public ServerUnderTest type(String lines) {
    try (Writer keyboard = process.outputWriter(StandardCharsets.UTF_8)) {
      keyboard.write(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Returns the SIP address, UDP and TCP. */
  public InetSocketAddress sip() {
    return sip;
  }

  /** Returns the HTTP address. */
  public InetSocketAddress http() {
    return http;
  }

  /** Returns the data folder. */
  public Path data() {
    return folder.resolve("data");
  }

  /** Returns the administrator's token that the server made for itself. */
  public String adminToken() {
    try {
      return Files.readString(data().resolve("admin.token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the lines printed on stdout so far. */
  public List<String> stdout() {
    return read("stdout.log").lines().toList();
  }

  /** Returns what was printed on stderr so far. */
  public String stderr() {
    return read("stderr.log");
  }

  /** Returns the record of an ended call; it is written soon after the call ends. */
  public CallRecord record(String callId) {
    Path cdr = folder.resolve("data").resolve("cdr");
    Await.until(
        () -> CallRecord.find(cdr, callId).isPresent(),
        Duration.ofSeconds(5),
        () -> "no call record for " + callId + " in " + cdr);
    return CallRecord.find(cdr, callId).orElseThrow();
  }

  /** Waits for the records of so many calls whose Call-IDs begin so, and returns them. */
  public List<CallRecord> records(String callIdStart, int count) {
    Path cdr = folder.resolve("data").resolve("cdr");
    Await.until(
        () -> CallRecord.of(cdr, callIdStart).size() >= count,
        Duration.ofSeconds(5),
        () -> "only " + CallRecord.of(cdr, callIdStart).size() + " records in " + cdr);
    return CallRecord.of(cdr, callIdStart);
  }

  /** Sends SIGTERM and returns at once. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for the process to end and returns its exit code. */
  public int awaitExit(Duration limit) {
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(ended)
          .as(() -> "the server ends within " + limit + "; stderr: " + stderr())
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server was stopping", e);
    }
  }

  /** Ends the server by SIGTERM, unless it has ended, and fails unless the exit is clean. */
  @Override
  public void close() {
    terminate();
    try {
      assertThat(awaitExit(STOP_LIMIT)).as(() -> "exit code; stderr: " + stderr()).isZero();
      assertThat(stderr()).as("libraries do not talk to the operator").doesNotContain("SLF4J");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Ends the process whatever its state, for tests of a start that fails. */
  public void kill() {
    process.destroyForcibly();
  }

  private void awaitReady() {
    try {
      Await.until(
          () -> stdout().stream().anyMatch(line -> line.startsWith("dialtree ready")) || hasEnded(),
          READY_LIMIT,
          () -> "the server is not ready; stderr: " + stderr());
      assertThat(process.isAlive()).as(() -> "the server ended; stderr: " + stderr()).isTrue();
    } catch (AssertionError e) {
      kill();
      throw e;
    }
  }

  private boolean hasEnded() {
    return !process.isAlive();
  }

  private String read(String log) {
    try {
      return Files.readString(folder.resolve(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
