package io.dialtree.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Makes the config folder the server is tested with: the flows are test resources, the prompts are
 * pure tones, in several sampling rates so that the server's resampling is under test as well.
 */
public final class TestConfig {
  private static final int PROMPT_MS = 600;

  /** The prompt for barge-in: long enough that a key surely falls into it. */
  private static final int LONG_MS = 6_000;

  /** The prompt for the load: longer than a loaded call. */
  private static final int ENDLESS_MS = 90_000;

  private static final Map<String, Tone> SYSTEM_PROMPTS =
      Map.of(
          "menu-invalid_entry", Tone.INVALID,
          "menu-exit", Tone.EXIT,
          "menu-transferring_call", Tone.TRANSFER,
          "menu-no_prompt", Tone.NO_PROMPT,
          "vm-goodbye", Tone.GOODBYE,
          "not-available", Tone.GOODBYE,
          "text-sent", Tone.OWN_WORDS);

  /** Each server leases its RTP ports from its own part, so that two of them never meet. */
  private static final AtomicInteger RTP_FIRST = new AtomicInteger(10_000);

  private static final int RTP_PORTS = 1_500;

  private TestConfig() {}

  /** Makes a folder with all test flows and prompts and these lines of settings. */
  public static Path create(String... settings) {
    Path folder = Tools.workFolder("config");
    try {
      writeSettings(folder, settings);
      copyFlows(Scenarios.resource("/config/flows"), folder.resolve("flows"));
      Files.copy(Scenarios.resource("/config/numbers.yaml"), folder.resolve("numbers.yaml"));
      writePrompts(Files.createDirectories(folder.resolve("prompts")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static void writeSettings(Path folder, String... settings) throws IOException {
    int first = RTP_FIRST.getAndAdd(RTP_PORTS);
    List<String> lines = new ArrayList<>(List.of(settings));
    lines.add("rtp-ports: %d-%d".formatted(first, first + RTP_PORTS - 1));
    Files.write(folder.resolve("dialtree.yaml"), lines);
  }

  private static void copyFlows(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void writePrompts(Path prompts) throws IOException {
    int[] ratesHz = {8_000, 16_000, 44_100};
    Tone[] tones = Tone.values();
    for (int i = 0; i < tones.length; i++) {
      int rateHz = ratesHz[i % ratesHz.length];
      write(prompts, tones[i].promptName(), tones[i], rateHz, 1 + i % 2, PROMPT_MS);
    }
    for (Map.Entry<String, Tone> prompt : SYSTEM_PROMPTS.entrySet()) {
      write(prompts, prompt.getKey(), prompt.getValue(), 8_000, 1, PROMPT_MS);
    }
    write(prompts, "greeting-long", Tone.GREETING, 8_000, 1, LONG_MS);
    write(prompts, "greeting-endless", Tone.GREETING, 8_000, 1, ENDLESS_MS);
  }

  private static void write(
      Path prompts, String name, Tone tone, int rateHz, int channels, int lengthMs)
      throws IOException {
    short[] pcm = Sound.sines(rateHz, lengthMs, tone.hz());
    Sound.writeWav(prompts.resolve(name + ".wav"), pcm, rateHz, channels);
  }
}
