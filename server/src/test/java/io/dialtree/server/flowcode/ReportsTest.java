package io.dialtree.server.flowcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Finding.Severity;
import io.dialtree.config.finding.OneLine;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.ivr.script.FlowScript;
import io.dialtree.ivr.script.ScriptRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

final class ReportsTest {
  private static final List<Finding> FINDINGS =
      List.of(
          new Finding(
              Severity.ERROR,
              "enum",
              new SourcePosition("flows/a b.yaml", 3, 5),
              "x",
              "found y",
              "z",
              "z"),
          new Finding(
              Severity.WARNING,
              "endless",
              new SourcePosition("flows/c.yaml", 0, 0),
              "",
              "goes round",
              "",
              ""),
          new Finding(
              Severity.ERROR,
              "value",
              SourcePosition.of("environment variable DIALTREE_SIP"),
              "sip",
              "bad",
              "",
              ""));

  @Test
  void sarifHasWhatTheSchemaRequires() throws IOException {
    JsonNode log = new ObjectMapper().readTree(FindingsFormat.SARIF.write(FINDINGS, "1.2.3"));
    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    assertThat(log.path("$schema").asText()).contains("sarif-schema-2.1.0");
    JsonNode run = log.path("runs").path(0);
    JsonNode driver = run.path("tool").path("driver");
    assertThat(driver.path("name").asText()).isEqualTo("dialtree");
    assertThat(driver.path("rules")).hasSize(3);
    assertThat(run.path("results")).hasSize(3);
    for (JsonNode result : run.path("results")) {
      assertThat(result.path("message").path("text").asText()).isNotEmpty();
      assertThat(result.path("level").asText()).isIn("error", "warning");
      String rule =
          driver.path("rules").path(result.path("ruleIndex").asInt(-1)).path("id").asText();
      assertThat(rule).isEqualTo(result.path("ruleId").asText());
    }
    JsonNode place = run.path("results").path(0).path("locations").path(0).path("physicalLocation");
    assertThat(place.path("artifactLocation").path("uri").asText()).isEqualTo("flows/a%20b.yaml");
    assertThat(place.path("region").path("startLine").asInt()).isEqualTo(3);
    assertThat(place.path("region").path("startColumn").asInt()).isEqualTo(5);
    JsonNode second =
        run.path("results").path(1).path("locations").path(0).path("physicalLocation");
    assertThat(second.has("region")).isFalse();
    JsonNode third = run.path("results").path(2).path("locations").path(0);
    assertThat(third.has("physicalLocation")).isFalse();
    assertThat(third.path("logicalLocations").path(0).path("name").asText())
        .contains("DIALTREE_SIP");
  }

  @Test
  void jsonHasEveryPartOfAFinding() throws IOException {
    JsonNode all = new ObjectMapper().readTree(FindingsFormat.JSON.write(FINDINGS, ""));
    assertThat(all).hasSize(3);
    assertThat(all.path(0).toString())
        .isEqualTo(
            "{\"severity\":\"error\",\"rule\":\"enum\",\"file\":\"flows/a b.yaml\",\"line\":3,\"column\":5,"
                + "\"key\":\"x\",\"message\":\"found y\",\"allowed\":\"z\",\"nearest\":\"z\"}");
  }

  @Test
  void textLeadsAnEditorToTheColumn() {
    assertThat(FindingsFormat.TEXT.write(FINDINGS, ""))
        .startsWith(
            "flows/a b.yaml:3:5: error: x: found y; allowed: z; did you mean \"z\"? [enum]");
  }

  @Test
  void junitReportsAreXmlWhateverATestIsCalled(@TempDir Path folder) throws Exception {
    SourcePosition at = new SourcePosition("a.test.yaml", 4, 2);
    FlowScript script =
        new FlowScript(
            "<&\"\u0001>", at, new FlowScript.Call("1", "", "2", 0), List.of(), List.of());
    FlowTests.Result good = new FlowTests.Result(script, Optional.empty(), 1.5, "");
    FlowTests.Result bad =
        new FlowTests.Result(script, Optional.of(new ScriptRun.Miss(at, "does <not>")), 2, "");
    Path file = folder.resolve("junit.xml");
    JUnitXml.write(file, List.of(good, bad));
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("does <not>");
    assertThat(failure.getTextContent()).contains("a.test.yaml:4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"quoted\" & <tagged>",
        "]]>",
        "two\nlines\r\nand\ttabs",
        "\u001b[2Jcleared",
        "\u0000",
        "half \uD83D of a character",
        "\uFFFE\uFFFF",
        "\u202Eturned",
        "😀 ümlaut"
      })
  void noNameBreaksTheReportOrTheLine(String name, @TempDir Path folder) throws Exception {
    SourcePosition at = new SourcePosition(name, 4, 2);
    FlowScript script =
        new FlowScript(name, at, new FlowScript.Call("1", "", "2", 0), List.of(), List.of());
    Path file = folder.resolve("junit.xml");
    JUnitXml.write(
        file,
        List.of(new FlowTests.Result(script, Optional.of(new ScriptRun.Miss(at, name)), 2, name)));
    Element failure =
        (Element)
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("failure")
                .item(0);
    String plain = name.replaceAll("[^\\p{L}]", "");
    assertThat(failure.getAttribute("message").replaceAll("[^\\p{L}]", "")).isEqualTo(plain);
    assertThat(failure.getTextContent().replaceAll("[^\\p{L}]", "")).isEqualTo(plain + plain);
    assertThat(OneLine.of(name)).hasSameSizeAs(name).doesNotContainPattern("[\\p{Cc}\u202E]");
  }

  @Test
  void aFindingIsOneLineWhateverItIsAbout() {
    Finding finding =
        new Finding(
            Severity.ERROR,
            "enum",
            SourcePosition.of("a\nb.yaml"),
            "k\u001b[31m",
            "found \"x\ny\"",
            "z\r",
            "n\u0085");
    assertThat(finding.line()).doesNotContainPattern("\\p{Cc}").contains("found \"x y\"");
  }

  @Test
  void audioThatNobodyHearsOrThatHurtsIsFound(@TempDir Path folder) throws IOException {
    FlowBook none = new FlowBook(List.of(), Optional.empty());
    Map<String, Path> prompts =
        Map.of(
            "a-silent", wav(folder.resolve("a.wav"), 0),
            "b-quiet", wav(folder.resolve("b.wav"), 500),
            "c-good", wav(folder.resolve("c.wav"), 12_000),
            "d-clipped", wav(folder.resolve("d.wav"), 100_000),
            "e-broken", Files.writeString(folder.resolve("e.wav"), "no audio"));
    assertThat(AudioCheck.check(prompts, none))
        .extracting(Finding::rule)
        .containsExactly("audio-silent", "audio-quiet", "audio-clipped", "audio");
  }

  private static Path wav(Path file, int amplitude) throws IOException {
    ByteBuffer pcm = ByteBuffer.allocate(16_000).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 8_000; i++) {
      double sample = amplitude * Math.sin(2 * Math.PI * 400 * i / 8_000);
      pcm.putShort((short) Math.clamp(Math.round(sample), -32_768, 32_767));
    }
    AudioFormat format = new AudioFormat(8_000, 16, 1, true, false);
    try (AudioInputStream audio =
        new AudioInputStream(
            new SequenceInputStream(
                new ByteArrayInputStream(pcm.array()), new ByteArrayInputStream(new byte[0])),
            format,
            8_000)) {
      AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }
}
