package io.dialtree.server.flowcode;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.FlowBook;
import io.dialtree.ivr.script.Coverage;
import io.dialtree.ivr.script.FlowScript;
import io.dialtree.ivr.script.ScriptReader;
import io.dialtree.ivr.script.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tests of a configuration folder.
 *
 * @param scripts in the order of their files
 * @param findings mistakes in the tests themselves
 */
public record FlowTests(List<FlowScript> scripts, List<Finding> findings) {
  private static final String NAMES = ".*\\.test\\.ya?ml";

  /** A folder with more files than that is not one of flows. */
  private static final int FILES_MAX = 10_000;

  private static final int DEPTH_MAX = 8;

  /** So many tests use every kind of step. */
  private static final int WARM_UP_MAX = 20;

  /** Copies the lists. */
  public FlowTests {
    scripts = List.copyOf(scripts);
    findings = List.copyOf(findings);
  }

  /**
   * What came of one test.
   *
   * @param miss what went otherwise than written
   * @param note what could not be looked at, empty when all was
   */
  public record Result(
      FlowScript script, Optional<ScriptRun.Miss> miss, double tookMs, String note) {
    /** True when it went as written. */
    public boolean passed() {
      return miss.isEmpty();
    }
  }

  /** Reads every {@code *.test.yaml} under a folder. */
  public static FlowTests in(Path folder) throws IOException {
    List<FlowScript> scripts = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Path file : files(folder)) {
      Findings own = new Findings();
      List<FlowScript> read = ScriptReader.read(file.toString(), Files.readAllBytes(file), own);
      findings.addAll(own.list());
      if (!own.hasErrors()) {
        scripts.addAll(read);
      }
    }
    return new FlowTests(scripts, findings);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, DEPTH_MAX)) {
      return files
          .filter(file -> file.getFileName().toString().matches(NAMES))
          .filter(Files::isRegularFile)
          .limit(FILES_MAX)
          .sorted()
          .toList();
    }
  }

  /**
   * Runs one test on the virtual clock.
   *
   * @param times how often; the time told is the mean
   */
  public static Result run(FlowScript script, FlowBook book, Coverage coverage, int times) {
    long startNs = System.nanoTime();
    Optional<ScriptRun.Miss> miss = ScriptRun.run(script, book, coverage);
    for (int i = 1; i < times; i++) {
      miss = miss.or(() -> ScriptRun.run(script, book, coverage));
    }
    return new Result(script, miss, (System.nanoTime() - startNs) / 1e6 / Math.max(1, times), "");
  }

  /**
   * Runs the first tests for nothing: what follows is timed, and the time it takes the JVM to load
   * the interpreter is nobody's test's.
   */
  public void warmUp(FlowBook book) {
    scripts.stream()
        .limit(WARM_UP_MAX)
        .forEach(script -> ScriptRun.run(script, book, new Coverage(book)));
  }

  /** Runs one test once. */
  public static Result run(FlowScript script, FlowBook book, Coverage coverage) {
    return run(script, book, coverage, 1);
  }
}
