package io.dialtree.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @Test
  void shouldLoadEveryExampleWithoutAFinding() throws IOException {
    for (Path example : folders()) {
      LoadedConfig config = ConfigFolder.load(example, Map.of(), Map.of());
      assertThat(config.findings()).as(example.toString()).isEmpty();
      assertThat(config.flows().flows()).as(example.toString()).isNotEmpty();
    }
  }

  @Test
  void shouldReachTheDemoInTheJarByAnyNumber() {
    LoadedConfig demo = ConfigFolder.loadDemo(Map.of(), Map.of());
    assertThat(demo.findings()).isEmpty();
    assertThat(demo.flows().choose("+49 30 1234").orElseThrow().flow().id()).isEqualTo("demo");
  }

  @Test
  void shouldHoldEveryNativeExampleToTheSchema() throws IOException {
    Schema schema = schema();
    for (Path file : nativeFlows()) {
      assertThat(schema.validate(json(Files.readString(file)), InputFormat.JSON))
          .as(file.toString())
          .isEmpty();
    }
  }

  @Test
  void shouldRefuseByTheSchemaWhatTheReaderRefuses() throws IOException {
    for (String wrong :
        new String[] {
          "start: a\nnodes: {a: {hangup: {sip-code: 200}}}",
          "start: a\nnodes: {a: {play: {prompt: x}}}",
          "start: a\nnodes: {a: {menu: {choices: {}}}}",
          "start: a\nnodes: {a: {menu: {choices: {x: a}}}}",
          "start: a\nnodes: {a: {collect: {then: a, max-digits: 65}}}",
          "start: a\nnodes: {a: {hangup: , goto: a}}",
          "start: a\nnodess: {a: {hangup: }}",
          "start: a\nnodes: {a: {hours: {calendar: {week: {}}, open: a, closed: a}}}",
          "start: a\nnodes: {a: {when: {cases: [], else: a}}}",
          "start: a\nnodes: {a: {when: {cases: [{variable: x, less: ten, then: a}], else: a}}}",
          "start: a\nnodes: {a: {when: {cases: [{variable: x, equals: 1, empty: true, then: a}], else: a}}}",
          "start: a\nnodes: {a: {set: {values: {A: x}, then: a}}}",
          "start: a\nnodes: {a: {http: {url: 'ftp://x/', then: a, failure: a}}}",
          "start: a\nnodes: {a: {http: {url: 'http://x/', method: PUT, then: a, failure: a}}}",
          "start: a\nnodes: {a: {http: {url: 'http://x/', store: {x: y}, then: a, failure: a}}}",
          "start: a\nnodes: {a: {play: {prompt: {amount: '1', currency: XYZ}, then: a}}}",
          "start: a\nkeys: {repeat: '12'}\nnodes: {a: {hangup: }}",
        }) {
      assertThat(schema().validate(json(wrong), InputFormat.JSON)).as(wrong).isNotEmpty();
      LoadedConfig config =
          ConfigFolder.load(MemorySource.of(Map.of("flows/a.yaml", wrong)), Map.of(), Map.of());
      assertThat(config.hasErrors()).as(wrong).isTrue();
      assertThat(config.flows().flows()).as(wrong).isEmpty();
    }
  }

  private static String json(String yaml) throws IOException {
    return new YAMLMapper().readTree(yaml).toString();
  }

  private static Schema schema() throws IOException {
    try (InputStream in = ConfigFolder.class.getResourceAsStream("native-flow.schema.json")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
    }
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<Path> nativeFlows() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file ->
              file.toString().endsWith(".yaml")
                  && !file.toString().endsWith(".test.yaml")
                  && file.toString().contains("flows/"))
          .toList();
    }
  }
}
