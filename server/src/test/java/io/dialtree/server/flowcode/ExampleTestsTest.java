package io.dialtree.server.flowcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.model.FlowBook;
import io.dialtree.ivr.script.Coverage;
import io.dialtree.ivr.script.FlowScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tests that stand beside the examples pass, and the native examples are walked to the last
 * way.
 */
final class ExampleTestsTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  private static List<Path> examples() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @Test
  void everyExampleHasTestsAndTheyPass() throws IOException {
    for (Path example : examples()) {
      FlowTests tests = FlowTests.in(example);
      assertThat(tests.findings()).as(example.toString()).isEmpty();
      assertThat(tests.scripts()).as(example.toString()).isNotEmpty();
      FlowBook book = ConfigFolder.load(example, Map.of(), Map.of()).flows();
      Coverage coverage = new Coverage(book);
      for (FlowScript script : tests.scripts()) {
        assertThat(FlowTests.run(script, book, coverage).miss())
            .as(script.at().file() + ": " + script.name())
            .isEmpty();
      }
    }
  }

  @Test
  void theTestsOfTheDemoTakeEveryWay() throws IOException {
    Path demo = EXAMPLES.resolve("demo");
    FlowBook book = ConfigFolder.load(demo, Map.of(), Map.of()).flows();
    Coverage coverage = new Coverage(book);
    FlowTests.in(demo).scripts().forEach(script -> FlowTests.run(script, book, coverage));
    assertThat(coverage.flows().getFirst().missing()).isEmpty();
  }
}
