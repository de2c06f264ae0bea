package io.dialtree.bench.dtmf;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Audio without digits: speech, babble, singing, music, call-progress tones, and the artificial
 * torture of bursts that are nearly digits. Counts what was heard all the same.
 */
final class TalkOff {
  private static final int PIECE = 120 * Line.RATE;
  private static final int PIECES = 5;
  private static final int HARD_MINUTES = 12;
  private static final double LOSS_PERCENT = 5;
  private static final double SAMPLES_AN_HOUR = 3600.0 * Line.RATE;

  private static final String SPEECH = "speech of espeak-ng and flite";
  private static final String HARD = "falsing_hard (count in 12 min a seed)";

  /** A kind of audio. */
  private interface Sound {
    double[] make(Random random, int samples);
  }

  private static final Map<String, Sound> SOUNDS = sounds();

  private final Options options;
  private final Map<String, Hearing> hearings;
  private final PrintStream out;

  TalkOff(Options options, Map<String, Hearing> hearings, PrintStream out) {
    this.options = options;
    this.hearings = hearings;
    this.out = out;
  }

  void run() throws IOException, InterruptedException {
    Tally all = new Tally();
    Tally speech = new Tally();
    Map<Loss, Tally> lossy = new EnumMap<>(Loss.class);
    for (Loss loss : Loss.values()) {
      lossy.put(loss, new Tally());
    }
    for (long seed : options.talkSeeds()) {
      if (!SPEECH.contains(options.only())) {
        continue;
      }
      for (Path file : Talk.of(options.cache(), seed).files()) {
        short[] pcm = Talk.read(file);
        String name = seed + " " + file.getFileName();
        hear(speech, new Trial(pcm, List.of(), new BitSet()), name);
        lossy.forEach((loss, tally) ->
            hear(tally, withLoss(pcm, loss, new Random(seed)), name + ", " + loss));
      }
    }
    print(SPEECH, speech);
    lossy.forEach((loss, tally) ->
        print(
            "the same, " + LOSS_PERCENT + " % lost, " + loss.name().toLowerCase(Locale.ROOT),
            tally));
    all.add(speech);
    SOUNDS.forEach((name, sound) -> {
      if (!name.contains(options.only())) {
        return;
      }
      Tally tally = new Tally();
      for (long seed : options.talkSeeds()) {
        Random random = new Random(7 * seed + name.hashCode());
        for (int i = 0; i < PIECES; i++) {
          double level = -8 - 20 * random.nextDouble();
          short[] pcm = Babble.pcm(sound.make(random, PIECE), level);
          hear(tally, new Trial(pcm, List.of(), new BitSet()), name + ", seed " + seed);
        }
      }
      print(name, tally);
      all.add(tally);
    });
    print("talk-off, all", all);
    if (!HARD.contains(options.only())) {
      return;
    }
    Tally hard = new Tally();
    for (long seed : options.talkSeeds()) {
      Random random = new Random(seed);
      for (int minute = 0; minute < HARD_MINUTES; minute++) {
        hear(hard, nearlyDigits(random), "");
      }
    }
    print(HARD, hard);
  }

  private static Trial withLoss(short[] pcm, Loss loss, Random random) {
    double[] audio = new double[pcm.length];
    Arrays.setAll(audio, i -> pcm[i]);
    BitSet lost = loss.apply(audio, LOSS_PERCENT, random);
    short[] left = new short[pcm.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = (short) audio[i];
    }
    return new Trial(left, List.of(), loss == Loss.MISSING ? lost : new BitSet());
  }

  private void hear(Tally tally, Trial trial, String what) {
    tally.samples += trial.pcm().length;
    int column = 0;
    for (Map.Entry<String, Hearing> hearing : hearings.entrySet()) {
      List<Hit> hits = hearing.getValue().hear(trial);
      tally.hits[column++] += hits.size();
      if (!hits.isEmpty() && !what.isEmpty() && options.details()) {
        out.printf("  %s: %s%n", hearing.getKey(), what + " " + hits);
      }
    }
  }

  private void print(String name, Tally tally) {
    double hours = tally.samples / SAMPLES_AN_HOUR;
    out.printf("%-42s %6.2f h", name, hours);
    int column = 0;
    for (String hearing : hearings.keySet()) {
      int hits = tally.hits[column++];
      out.printf(" | %s: %d false, %.2f/h", hearing, hits, hits / hours);
    }
    out.println();
  }

  /** A minute of random pairs of sines in the bands of the two groups. */
  private static Trial nearlyDigits(Random random) {
    Line line = new Line(random);
    int samples = 60 * Line.RATE;
    for (int at = 0; at < samples; ) {
      double onMs = 20 + 80 * random.nextDouble();
      double offMs = 30 + 70 * random.nextDouble();
      double low = 640 + 360 * random.nextDouble();
      double high = 1130 + 600 * random.nextDouble();
      double level = -5 - 20 * random.nextDouble();
      double twist = -12 + 20 * random.nextDouble();
      line.burst(
          '1', low, level - Math.max(0, twist), high, level + Math.min(0, twist), onMs, offMs);
      at += Line.samples(onMs + offMs);
    }
    return line.through();
  }

  private static Map<String, Sound> sounds() {
    Map<String, Sound> sounds = new LinkedHashMap<>();
    sounds.put("babbling voices", Babble::voice);
    sounds.put("singing", Babble::singer);
    sounds.put("organ chords", Babble::organ);
    sounds.put("tunes with drums", Babble::band);
    sounds.put("tunes of two flutes", Babble::flutes);
    sounds.put("call-progress tones", Babble::progress);
    return sounds;
  }

  /** Hits of each detector and how much audio it was. */
  private static final class Tally {
    private final int[] hits = new int[8];
    private long samples;

    void add(Tally other) {
      samples += other.samples;
      for (int i = 0; i < hits.length; i++) {
        hits[i] += other.hits[i];
      }
    }
  }
}
