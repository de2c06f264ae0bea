package io.dialtree.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.dtmf.Keypad;
import io.dialtree.media.tone.ToneGenerator;
import io.dialtree.speech.SpeechEngine;
import io.dialtree.speech.SpeechEngines;
import io.dialtree.speech.SpeechResult;
import io.dialtree.speech.SpokenAudio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DtmfCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final StringWriter errors = new StringWriter();

  @Test
  void shouldPrintALineOfJsonForEachFile() throws IOException {
    String one = digit("one.wav", '1', 16_000);
    String star = digit("star.wav", '*', 8_000);
    assertThat(run(one, star)).isZero();
    assertThat(lines()).hasSize(2);
    JsonNode line = lines().get(1);
    assertThat(line.get("file").asText()).isEqualTo(star);
    assertThat(line.at("/digits/0/digit").asText()).isEqualTo("*");
    assertThat(line.at("/digits/0/start_ms").asDouble()).isBetween(92.0, 108.0);
    assertThat(line.at("/digits/0/end_ms").asDouble()).isBetween(192.0, 208.0);
    assertThat(line.at("/digits/0/at_ms").asDouble()).isBetween(128.0, 150.0);
  }

  @Test
  void shouldGoOnBehindAFileThatCannotBeRead() throws IOException {
    String good = digit("z.wav", '7', 8_000);
    Files.writeString(folder.resolve("a.wav"), "nothing");
    assertThat(run(folder.toString())).isEqualTo(1);
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0).get("error").asText()).contains("a.wav");
    assertThat(lines().get(1).get("file").asText()).isEqualTo(good);
  }

  @Test
  void shouldReadTheNamesFromAList() throws IOException {
    Path list = folder.resolve("list.txt");
    Files.writeString(
        list, digit("a.wav", '7', 8_000) + "\n\n" + digit("b.wav", '8', 8_000) + "\n");
    assertThat(run("--list", list.toString())).isZero();
    assertThat(lines()).hasSize(2);
  }

  @Test
  void shouldRefuseOptionsThatMeanNothing() {
    for (String option :
        List.of(
            "--audio-pt=0=SPEEX/8000",
            "--audio-pt=x",
            "--event-pt=200",
            "--inband=maybe",
            "--clock=3")) {
      assertThat(run(option, "x.wav")).as(option).isEqualTo(CommandLine.ExitCode.USAGE);
      assertThat(errors.toString()).contains(option.substring(0, option.indexOf('=')));
    }
    assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void shouldHearNoDigitInWhatTheEmbeddedEngineSpeaks() throws IOException {
    String text =
        "Welcome to Dialtree. For sales, press one. For support, press two. For opening hours, press three. "
            + "To hear this again, press star. Zero, four, five, six, seven, eight, nine. Thank you for calling.";
    SpeechEngine engine = SpeechEngines.byName("freetts").orElseThrow();
    for (String voice : List.of("kevin", "kevin16")) {
      SpeechResult result = engine.speak(text, Optional.of(voice));
      assertThat(result).isInstanceOf(SpokenAudio.class);
      SpokenAudio audio = (SpokenAudio) result;
      Path file = folder.resolve(voice + ".wav");
      try (WavWriter writer = WavWriter.create(file, audio.sampleRate())) {
        append(writer, audio.samples());
      }
      assertThat(run(file.toString())).isZero();
      assertThat(lines().getLast().get("digits")).isEmpty();
    }
  }

  private int run(String... arguments) {
    DtmfCommand command = new DtmfCommand(new PrintStream(printed, true, StandardCharsets.UTF_8));
    return new CommandLine(command).setErr(new PrintWriter(errors)).execute(arguments);
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : printed.toString(StandardCharsets.UTF_8).lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private String digit(String name, char key, int rate) throws IOException {
    ToneGenerator tones = new ToneGenerator(rate);
    Path file = folder.resolve(name);
    try (WavWriter writer = WavWriter.create(file, rate)) {
      append(writer, tones.silence(100));
      append(writer, tones.dual(Keypad.lowHz(key), -10, Keypad.highHz(key), -10, 100));
      append(writer, tones.silence(100));
    }
    return file.toString();
  }

  private static void append(WavWriter writer, short[] pcm) throws IOException {
    writer.append(pcm, 0, pcm.length);
  }
}
