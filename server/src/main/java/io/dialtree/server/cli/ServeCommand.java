package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.settings.Settings;
import io.dialtree.server.api.access.AdminToken;
import io.dialtree.server.call.CallLines;
import io.dialtree.server.serve.Server;
import io.dialtree.server.serve.StartFailure;
import io.dialtree.server.serve.Startup;
import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dialtree serve}: takes calls until it is told to stop. */
@Command(
    name = "serve",
    description = "Takes calls. Without --config it runs the demo on 127.0.0.1:5060.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "folder with dialtree.yaml, flows/ and prompts/")
  private @Nullable Path config;

  @Option(names = "--sip", paramLabel = "HOST:PORT", description = "where SIP listens, UDP and TCP")
  private @Nullable String sip;

  @Option(names = "--http", paramLabel = "HOST:PORT", description = "where HTTP listens")
  private @Nullable String http;

  @Option(names = "--data", paramLabel = "DIR", description = "folder for records and caches")
  private @Nullable String data;

  @Option(
      names = "--trust",
      paramLabel = "CIDR",
      description = "a network that may call; repeatable; replaces the default, this machine only")
  private List<String> trust = new ArrayList<>();

  @Option(
      names = "--advertise",
      paramLabel = "ADDRESS",
      description = "the address callers are told, when it is not the one we see")
  private @Nullable String advertise;

  @Option(names = "--log", paramLabel = "text|json", description = "form of the lines about calls")
  private @Nullable String log;

  @Option(
      names = {"--drain", "--drain-seconds"},
      paramLabel = "SECONDS",
      description = "how long running calls may last after a stop was asked for")
  private @Nullable String drain;

  @Override
  public Integer call() throws InterruptedException {
    LoadedConfig loaded = Configurations.load(config, overrides());
    Configurations.print(loaded.findings(), System.err);
    if (loaded.settingsRefused()) {
      return ExitCode.USAGE;
    }
    Settings settings = loaded.settings();
    boolean json =
        switch (settings.log()) {
          case JSON -> true;
          case TEXT -> false;
          case AUTO -> !isTerminal();
        };
    CallLines lines = new CallLines(System.out, json);
    AtomicReference<Server> running = new AtomicReference<>();
    stopOnSignal(running, lines);
    try {
      Server server = Server.start(loaded, startup(), lines);
      running.set(server);
      hintAtTrust(settings);
      hintAtToken(settings);
      lines.open(
          "dialtree ready sip="
              + server.sipAddress()
              + " http="
              + server.httpAddress()
              + " flows="
              + server.flows());
      server.open();
      new CountDownLatch(1).await();
      return ExitCode.OK;
    } catch (StartFailure failure) {
      System.err.println("dialtree: " + failure.getMessage());
      Runtime.getRuntime().halt(ExitCode.FAILURE); // the hook would say that all is well
      return ExitCode.FAILURE;
    }
  }

  /** Told to drain, the program ends as after a signal: by its shutdown hook. */
  private Startup startup() {
    return new Startup(
        config == null,
        adminToken(),
        () ->
            Thread.ofPlatform().name("drain").start(() -> Runtime.getRuntime().exit(ExitCode.OK)));
  }

  private static Optional<String> adminToken() {
    return Optional.ofNullable(System.getenv(AdminToken.VARIABLE))
        .map(String::strip)
        .filter(token -> !token.isEmpty());
  }

  @SuppressWarnings("SystemConsoleNull") // it is null again where nobody is at a terminal
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private Map<String, List<String>> overrides() {
    Map<String, List<String>> overrides = new LinkedHashMap<>();
    put(overrides, "sip", sip);
    put(overrides, "http", http);
    put(overrides, "data", data);
    put(overrides, "advertise", advertise);
    put(overrides, "log", log);
    put(overrides, "drain-seconds", drain);
    if (!trust.isEmpty()) {
      overrides.put("trust", trust);
    }
    return overrides;
  }

  private static void put(Map<String, List<String>> overrides, String key, @Nullable String value) {
    if (value != null) {
      overrides.put(key, List.of(value));
    }
  }

  private static void hintAtToken(Settings settings) {
    if (adminToken().isEmpty()) {
      System.err.println(
          "dialtree: the administrator's token for HTTP is in "
              + settings.data().resolve("admin.token"));
    }
  }

  private static void hintAtTrust(Settings settings) {
    String trusted =
        String.join(", ", settings.sip().trust().stream().map(Object::toString).toList());
    System.err.println(
        "dialtree: answering "
            + trusted
            + "; everybody else gets silence. Trust a network with --trust CIDR (repeatable), such as --trust 192.0.2.0/24.");
  }

  /**
   * SIGTERM and SIGINT run the JVM's shutdown hooks. The hook drains and then halts with 0, because
   * the JVM's own exit code after a signal would say failure. A signal during the start just ends
   * it.
   */
  private static void stopOnSignal(AtomicReference<Server> running, CallLines lines) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(() -> Runtime.getRuntime().halt(stop(running.get(), lines))));
  }

  private static int stop(@Nullable Server server, CallLines lines) {
    try {
      if (server != null) {
        server.drain();
      }
      lines.close();
      return ExitCode.OK;
    } catch (InterruptedException | RuntimeException e) {
      System.err.println("dialtree: unclean stop: " + e);
      return ExitCode.FAILURE;
    }
  }
}
