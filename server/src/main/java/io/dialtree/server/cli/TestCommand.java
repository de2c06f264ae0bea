package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.OneLine;
import io.dialtree.config.settings.HostPort;
import io.dialtree.ivr.script.Coverage;
import io.dialtree.ivr.script.FlowScript;
import io.dialtree.ivr.script.ScriptRun;
import io.dialtree.server.flowcode.FlowTests;
import io.dialtree.server.flowcode.JUnitXml;
import io.dialtree.server.flowcode.SipTests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dialtree test DIR}: runs the tests that stand beside the flows. */
@Command(
    name = "test",
    description =
        "Runs every *.test.yaml of a config folder on a virtual clock; exit code 1 when one fails.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "the config folder")
  private Path folder = Path.of(".");

  @Option(names = "--junit", paramLabel = "FILE", description = "results as JUnit XML")
  private @Nullable Path junit;

  @Option(names = "--coverage", description = "which nodes and ways no test has taken")
  private boolean coverage;

  @Option(
      names = "--repeat",
      paramLabel = "TIMES",
      description = "runs each test so often and tells the mean time (default: ${DEFAULT-VALUE})")
  private int repeat = 1;

  @Option(
      names = "--over-sip",
      paramLabel = "HOST:PORT",
      description = "runs the tests as real calls to a running server with the same folder")
  private @Nullable String overSip;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LoadedConfig loaded = Configurations.load(folder, Map.of());
    Configurations.print(loaded.findings().stream().filter(Finding::isError).toList(), System.err);
    FlowTests tests = FlowTests.in(folder);
    Configurations.print(tests.findings(), System.out);
    Coverage taken = new Coverage(loaded.flows());
    List<FlowTests.Result> results = new ArrayList<>();
    if (overSip != null) {
      Optional<HostPort> server = HostPort.parse(overSip);
      if (server.isEmpty()) {
        System.err.println("dialtree: --over-sip " + overSip + ": allowed: HOST:PORT");
        return ExitCode.USAGE;
      }
      callAll(tests, server.get(), loaded, results);
    } else {
      tests.warmUp(loaded.flows());
      for (FlowScript script : tests.scripts()) {
        FlowTests.Result result = FlowTests.run(script, loaded.flows(), taken, repeat);
        results.add(result);
        print(result);
      }
    }
    if (coverage && overSip == null) {
      taken.flows().forEach(TestCommand::print);
    }
    if (junit != null) {
      JUnitXml.write(junit, results);
    }
    return verdict(tests, results);
  }

  private static void callAll(
      FlowTests tests, HostPort server, LoadedConfig loaded, List<FlowTests.Result> results)
      throws IOException, InterruptedException {
    SipTests calls =
        SipTests.against(
            new InetSocketAddress(InetAddress.getByName(server.host()), server.port()),
            loaded.promptFiles().files());
    for (FlowScript script : tests.scripts()) {
      String skipped = SipTests.reasonToSkip(script);
      if (skipped.isEmpty()) {
        FlowTests.Result result = calls.run(script);
        results.add(result);
        print(result);
      } else {
        System.out.printf(
            "skip %s: %s (%s)%n", script.at().file(), OneLine.of(script.name()), skipped);
      }
    }
  }

  private static int verdict(FlowTests tests, List<FlowTests.Result> results) {
    long failed = results.stream().filter(it -> !it.passed()).count();
    System.out.printf(
        Locale.ROOT,
        "%d test(s), %d failed, %.1f ms%n",
        results.size(),
        failed,
        results.stream().mapToDouble(FlowTests.Result::tookMs).sum());
    boolean good = failed == 0 && tests.findings().stream().noneMatch(Finding::isError);
    return good ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static void print(FlowTests.Result result) {
    System.out.printf(
        Locale.ROOT,
        "%s %s: %s (%.1f ms)%n",
        result.passed() ? "ok  " : "FAIL",
        result.script().at().file(),
        OneLine.of(result.script().name()),
        result.tookMs());
    if (!result.note().isEmpty()) {
      System.out.println("     " + OneLine.of(result.note()));
    }
    if (result.miss().isPresent()) {
      ScriptRun.Miss miss = result.miss().get();
      System.out.printf(
          Locale.ROOT,
          "     %s:%d:%d: %s%n",
          miss.at().file(),
          miss.at().line(),
          miss.at().column(),
          OneLine.of(miss.message()));
    }
  }

  private static void print(Coverage.OfFlow flow) {
    System.out.printf(
        Locale.ROOT,
        "coverage of %s: %d of %d nodes, %d of %d ways%s%n",
        OneLine.of(flow.flowId()),
        flow.nodesSeen(),
        flow.nodes(),
        flow.waysSeen(),
        flow.ways(),
        flow.missing().isEmpty()
            ? ""
            : "; not taken: " + OneLine.of(String.join(", ", flow.missing())));
  }
}
