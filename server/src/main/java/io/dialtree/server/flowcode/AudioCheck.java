package io.dialtree.server.flowcode;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.model.CollectNode;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.Question;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.media.audio.AudioFile;
import io.dialtree.media.audio.AudioRead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Listens to prompt files: unreadable, silent, hardly audible, clipped, too long. */
public final class AudioCheck {
  /** Five minutes: nobody listens to one prompt for longer. */
  private static final double LONG_MS = 300_000;

  /** Whoever is asked something wants to answer; design guides say so. */
  private static final double LONG_QUESTION_MS = 20_000;

  /** About -60 dBFS: the noise of a sound card. */
  private static final int SILENT_PEAK = 33;

  /** About -30 dBFS: below everything else a telephone says. */
  private static final int QUIET_PEAK = 1_036;

  private static final int FULL_SCALE = 32_600;

  /** So many samples at full scale in a row are a flattened wave and no single peak. */
  private static final int FLAT_SAMPLES = 4;

  private static final double CLIPPED_SHARE = 0.001;

  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Double> lengthsMs = new HashMap<>();

  private AudioCheck() {}

  /** Everything that is wrong with these files, and with what the flows do with them. */
  public static List<Finding> check(Map<String, Path> prompts, FlowBook book) {
    AudioCheck check = new AudioCheck();
    new TreeMap<>(prompts).forEach(check::file);
    for (Flow flow : book.flows()) {
      flow.nodes().values().forEach(check::node);
    }
    return check.findings;
  }

  private void file(String name, Path file) {
    SourcePosition at = SourcePosition.of(file.toString());
    switch (AudioFile.read(file)) {
      case AudioRead.Rejected rejected ->
          findings.add(
              new Finding(Finding.Severity.ERROR, "audio", at, "", rejected.reason(), "", ""));
      case AudioRead.Pcm pcm -> {
        lengthsMs.put(name, pcm.durationMs());
        sound(pcm, at);
      }
    }
  }

  private void sound(AudioRead.Pcm pcm, SourcePosition at) {
    int peak = 0;
    for (short sample : pcm.samples()) {
      peak = Math.max(peak, Math.abs((int) sample));
    }
    if (peak < SILENT_PEAK) {
      warn("audio-silent", at, "", "there is nothing to hear in this file");
    } else if (peak < QUIET_PEAK) {
      warn("audio-quiet", at, "", "hardly audible: the loudest sample is " + decibel(peak));
    }
    double flat = flatShare(pcm.samples());
    if (flat > CLIPPED_SHARE) {
      String share = String.format(Locale.ROOT, "%.1f", flat * 100);
      warn("audio-clipped", at, "", share + " % of the samples are cut off at full scale");
    }
    if (pcm.durationMs() > LONG_MS) {
      warn("audio-long", at, "", "lasts " + seconds(pcm.durationMs()));
    }
  }

  private static double flatShare(short[] samples) {
    long flat = 0;
    int run = 0;
    for (short sample : samples) {
      run = Math.abs((int) sample) >= FULL_SCALE ? run + 1 : 0;
      flat += run == FLAT_SAMPLES ? FLAT_SAMPLES : run > FLAT_SAMPLES ? 1 : 0;
    }
    return samples.length == 0 ? 0 : (double) flat / samples.length;
  }

  private void node(Node node) {
    switch (node) {
      case MenuNode menu -> question(menu, menu.question());
      case CollectNode collect -> question(collect, collect.question());
      default -> {}
    }
  }

  private void question(Node node, Question question) {
    double ms =
        question.greeting().stream()
            .mapToDouble(prompt ->
                prompt instanceof Prompt.Named(String name)
                    ? lengthsMs.getOrDefault(name, 0.0)
                    : 0.0)
            .sum();
    if (ms > LONG_QUESTION_MS) {
      warn("audio-long", node.at(), node.id(), "the caller is asked for " + seconds(ms));
    }
  }

  private void warn(String rule, SourcePosition at, String key, String message) {
    findings.add(new Finding(Finding.Severity.WARNING, rule, at, key, message, "", ""));
  }

  private static String decibel(int peak) {
    return String.format(Locale.ROOT, "%.0f dBFS", 20 * Math.log10(peak / 32_768.0));
  }

  private static String seconds(double ms) {
    return String.format(Locale.ROOT, "%.0f s", ms / 1000);
  }
}
