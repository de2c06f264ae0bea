package io.dialtree.bench.dtmf;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs the corpus through this project's detector, and through spandsp with and without its dial
 * tone filter where its program was built, and prints one table.
 */
public final class DtmfTable {
  // Part of the energy that 30 ms of a digit must hold.
  private static final int USUAL_SHARE = 75;
  private static final int[] SHARES = {90, 85, 80, 75, 70, 60};

  private final Options options;
  private final PrintStream out;
  private final Map<String, Hearing> hearings = new LinkedHashMap<>();

  private DtmfTable(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Prints the table; see {@code bench/README.md} for the options. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new DtmfTable(Options.of(arguments), System.out).run();
  }

  private void run() throws IOException, InterruptedException {
    if (options.curve()) {
      for (int percent : SHARES) {
        hearings.put("share " + percent + " %", new OwnDetector((USUAL_SHARE - percent) / 100.0));
      }
    } else {
      hearings.put("Dialtree", Hearing.ours());
    }
    if (!options.curve() && !options.spandsp().isEmpty()) {
      hearings.put("spandsp", new SpandspPeer(Path.of(options.spandsp()), false));
      hearings.put("spandsp+filter", new SpandspPeer(Path.of(options.spandsp()), true));
    }
    if (!options.seeds().isEmpty()) {
      tones(Talk.of(options.cache(), options.seeds().getFirst()));
    }
    if (!options.talkSeeds().isEmpty()) {
      new TalkOff(options, hearings, out).run();
    }
    for (Hearing hearing : hearings.values()) {
      if (hearing instanceof SpandspPeer peer) {
        peer.close();
      }
    }
  }

  private void tones(Talk talk) {
    out.printf("%-42s %6s %7s", "condition", "tones", "must");
    hearings.keySet().forEach(name -> out.printf(" | %-32s", name));
    out.println();
    Map<String, List<Score>> total = new LinkedHashMap<>();
    List<Double> delays = new ArrayList<>();
    String group = "";
    List<Row> rows = new ArrayList<>(Corpus.rows(talk));
    rows.removeIf(row -> !row.group().contains(options.only()));
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      List<Score> scores = scores(row);
      if (row.accept()) {
        delays.addAll(scores.getFirst().delaysMs());
      }
      if (options.details()) {
        print(row.group() + ", " + row.name(), row, scores);
      }
      group = row.group();
      List<Score> sums =
          total.computeIfAbsent(group, g -> scores.stream().map(s -> new Score()).toList());
      for (int s = 0; s < sums.size(); s++) {
        sums.get(s).add(scores.get(s));
      }
      boolean last = i + 1 == rows.size() || !rows.get(i + 1).group().equals(group);
      if (last && !options.details()) {
        print(group, row, sums);
      }
    }
    out.printf(
        "decision after the start of the tone: median %.1f ms, 95th percentile %.1f ms%n",
        Score.percentile(delays, 0.5), Score.percentile(delays, 0.95));
  }

  private List<Score> scores(Row row) {
    List<Score> scores = hearings.values().stream().map(h -> new Score()).toList();
    for (long seed : options.seeds()) {
      Random random = new Random(seed * 1_000_003 + (row.group() + row.name()).hashCode());
      for (int i = 0; i < row.trials(); i++) {
        Trial trial = row.condition().make(random);
        int column = 0;
        for (Hearing hearing : hearings.values()) {
          scores.get(column++).add(trial, hearing.hear(trial));
        }
      }
    }
    return scores;
  }

  private void print(String name, Row row, List<Score> scores) {
    Score own = scores.getFirst();
    double percent = row.accept() ? own.exactPercent() : own.acceptedPercent();
    boolean met = row.accept() ? percent >= row.must() : percent <= row.must();
    out.printf("%-42s %6d %s%6.1f", name, own.tones(), row.accept() ? " " : "<", row.must());
    for (Score score : scores) {
      out.printf(
          " | %6.2f %s split %3d false %3d",
          row.accept() ? score.exactPercent() : score.acceptedPercent(),
          row.accept() ? "%   " : "%acc",
          score.split(),
          row.accept() ? score.foreign() : 0);
    }
    if (own.torn() > 0) {
      out.printf(" | not decidable %d", own.torn());
      scores.forEach(score -> out.printf(", %.2f %%", score.wholeExactPercent()));
      out.print(" of the others");
    }
    out.println(met ? "" : "  MISSED");
  }
}
