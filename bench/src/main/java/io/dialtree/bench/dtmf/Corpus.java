package io.dialtree.bench.dtmf;

import io.dialtree.media.codec.G711;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The conditions with tones, row by row, with what must be reached in each. */
final class Corpus {
  private static final int KEYS = 10;
  private static final int LINES = 12;
  private static final double[][] PROGRESS = {{350, 440}, {425}, {330, 440}, {480, 620}};

  private final List<Row> rows = new ArrayList<>();
  private final Talk talk;

  private Corpus(Talk talk) {
    this.talk = talk;
  }

  static List<Row> rows(Talk talk) {
    Corpus corpus = new Corpus(talk);
    corpus.clean();
    corpus.levels();
    corpus.limits();
    corpus.gaps();
    corpus.disturbed();
    corpus.rejected();
    return corpus.rows;
  }

  private void clean() {
    heard("clean", "all 16 keys", 100, r -> allKeys(new Line(r), Line.KEYS, 50, 50).through());
    heard("clean", "A-D", 100, r -> allKeys(new Line(r), "ABCD", 50, 50).through());
    for (double ms : new double[] {40, 45, 50, 60, 70, 80, 100}) {
      heard("durations", ms + " ms", 100, r -> new Line(r).keys(KEYS, ms, ms).through());
    }
    heard("10 digits/s", "50/50", 100, r -> new Line(r).keys(3 * KEYS, 50, 50).through());
    heard("10 digits/s", "48/45", 100, r -> new Line(r).keys(3 * KEYS, 48, 45).through());
    heard("same digit", "40/40", 100, r -> new Line(r).sameKey(KEYS, 40, 40).through());
    heard("same digit", "100/40", 100, r -> new Line(r).sameKey(KEYS, 100, 40).through());
    heard("2 s hold", "clean", 100, 6, r -> new Line(r).keys(2, 2000, 100).through());
    heard(
        "2 s hold", "noise 15 dB", 100, 6, r -> new Line(r).keys(2, 2000, 100).noise(15).through());
    heard("u-law", "", 100, r -> new Line(r).keys(KEYS, 50, 50).through(G711.PCMU));
    heard("A-law", "", 100, r -> new Line(r).keys(KEYS, 50, 50).through(G711.PCMA));
    heard(
        "transcoded",
        "u, A, u",
        100,
        r -> new Line(r).keys(KEYS, 50, 50).through(G711.PCMU, G711.PCMA, G711.PCMU));
    for (double ms : new double[] {40, 50}) {
      heard("7 ms rise", ms + " ms", 100, r -> new Line(r).rise(7).keys(KEYS, ms, ms).through());
    }
    heard(
        "300-3400 Hz", "50 ms", 100, r -> new Line(r).keys(KEYS, 50, 50).telephoneBand().through());
    heard(
        "300-3400 Hz",
        "40 ms, u-law",
        100,
        r -> new Line(r).keys(KEYS, 40, 40).telephoneBand().through(G711.PCMU));
    heard("harmonics", "-20 dB", 100, r -> new Line(r).keys(KEYS, 50, 50).harmonics(20).through());
    heard("slip", "1-80 samples in 200 ms", 100, r -> slip(r, 200));
    heard("slip", "1-80 samples in 500 ms", 100, r -> slip(r, 500));
  }

  private static Trial slip(Random r, double ms) {
    return new Line(r).keys(4, ms, 100).slips().through();
  }

  private void levels() {
    levels("level");
    levels("level u-law", G711.PCMU);
    levels("level A-law", G711.PCMA);
  }

  private void levels(String group, G711... laws) {
    for (double level : new double[] {0, -5, -10, -15, -20, -25, -30, -33, -36}) {
      heard(group, level + "", 100, r -> new Line(r).level(level).keys(KEYS, 50, 50).through(laws));
    }
  }

  private void limits() {
    for (double part : new double[] {-0.015, -0.01, -0.005, 0.005, 0.01, 0.015}) {
      heard("freq accept", percent(part) + " % low", 100, r -> moved(r, part, 0, 0));
      heard("freq accept", percent(part) + " % high", 100, r -> moved(r, 0, part, 0));
      heard("freq accept", percent(part) + " % both", 100, r -> moved(r, part, part, 0));
      heard("freq accept", percent(part) + " % opposed", 100, r -> moved(r, part, -part, 0));
    }
    for (int low = -1; low <= 1; low++) {
      for (int high = -1; high <= 1; high++) {
        int l = low;
        int h = high;
        if (l != 0 || h != 0) {
          String name = l + "/" + h;
          heard("freq 1.5 % + 2 Hz", name, 99, r -> moved(r, 0.015 * l, 0.015 * h, 2));
        }
      }
    }
    for (double db = -8; db <= 4; db += 1) {
      double twist = db;
      heard(
          "twist accept",
          twist + " dB",
          99.5,
          r -> new Line(r).level(-5).twist(twist).keys(KEYS, 50, 50).through());
    }
    heard("corner", "random mix", 100, 5 * LINES, Corpus::corner);
  }

  private static Trial moved(Random r, double low, double high, double hz) {
    Line line = new Line(r).offset(low, high, Math.signum(low) * hz, Math.signum(high) * hz);
    return line.keys(KEYS, 50, 50).through();
  }

  /** Everything a correct sender on a fair line may do at once. */
  private static Trial corner(Random r) {
    double ms = 40 + 60 * r.nextDouble();
    double level = -2 - 24 * r.nextDouble();
    Line line = new Line(r).level(level).twist(-8 + 12 * r.nextDouble()).rise(3 * r.nextDouble());
    line.offset(0.03 * (r.nextDouble() - 0.5), 0.03 * (r.nextDouble() - 0.5), 0, 0);
    line.keys(KEYS, ms, 40 + 60 * r.nextDouble());
    if (r.nextBoolean()) {
      line.harmonics(20 + 10 * r.nextDouble());
    }
    if (r.nextInt(3) == 0) {
      line.telephoneBand();
    }
    line.noise(15 + 20 * r.nextDouble());
    line.shift(200 * r.nextGaussian());
    line.steady(r.nextBoolean() ? 50 : 60, level - 15);
    G711[][] paths = {{}, {G711.PCMU}, {G711.PCMA}, {G711.PCMU, G711.PCMA}};
    return line.through(paths[r.nextInt(paths.length)]);
  }

  private void gaps() {
    for (double ms : new double[] {5, 8, 10, 13, 16, 19}) {
      for (double tone : new double[] {70, 100}) {
        heard(
            "dropout",
            ms + " in " + tone + " ms",
            99.5,
            2 * LINES,
            r -> new Line(r).keys(5, tone, 60).dropouts(ms, 10).through());
      }
    }
    for (Loss loss : Loss.values()) {
      for (double percent : new double[] {1, 2, 5, 10}) {
        for (double tone : new double[] {50, 70, 100}) {
          heard(
              "loss, " + loss.name().toLowerCase(Locale.ROOT),
              percent + " % of " + tone + " ms",
              loss == Loss.REPEATED ? 100 : 99.5,
              2 * LINES,
              r -> new Line(r).keys(KEYS, tone, tone).loss(percent, loss).through());
        }
      }
      twistedAndLost(loss);
    }
  }

  private void twistedAndLost(Loss loss) {
    String group = "loss at twist, " + loss.name().toLowerCase(Locale.ROOT);
    // Two frames of silence, one after the other, are a pause.
    double percent = loss == Loss.ZEROED ? 2 : 10;
    double must = loss == Loss.ZEROED ? 99.5 : 99.9;
    for (double twist : new double[] {-8, 4}) {
      heard(
          group,
          percent + " % at " + twist + " dB",
          must,
          2 * LINES,
          r -> new Line(r).twist(twist).keys(KEYS, 160, 100).loss(percent, loss).through());
      heard(
          group,
          percent + " % of * at " + twist + " dB, off frequency",
          must,
          5 * LINES,
          r -> starTwistedAndLost(r, twist, percent, loss));
    }
  }

  /** The key whose two tones lie closest to each other. */
  private static Trial starTwistedAndLost(Random r, double twist, double percent, Loss loss) {
    double part = 0.03 * (r.nextDouble() - 0.5);
    Line line = new Line(r).twist(twist).offset(part, -part, 0, 0);
    return allKeys(line, "*".repeat(KEYS), 160, 100).loss(percent, loss).through();
  }

  private void disturbed() {
    for (double[] tones : PROGRESS) {
      for (double relative : new double[] {15, 10, 5, 0, -3, -6}) {
        String name = Arrays.toString(tones) + " digit " + relative + " dB";
        heard("dial tone", name, relative < 0 ? 95 : 99, r -> dialTone(r, tones, relative));
      }
    }
    for (double hz : new double[] {50, 60}) {
      for (double level : new double[] {-10, -20}) {
        heard(
            "hum",
            hz + " Hz -10, digit " + level,
            100,
            r -> new Line(r).level(level).keys(KEYS, 50, 50).steady(hz, -10).through());
      }
    }
    heard("DC", "3000", 100, r -> new Line(r).level(-20).keys(KEYS, 50, 50).shift(3000).through());
    heard(
        "impulses",
        "10/s at -6 dBm0 peak",
        100,
        r -> new Line(r).keys(KEYS, 50, 50).impulses(11_500, 10).through());
    for (double snr : new double[] {25, 20, 15, 12, 9}) {
      heard("noise", snr + " dB", 100, r -> new Line(r).keys(KEYS, 50, 50).noise(snr).through());
    }
    heard("noise 6 dB", "50 ms", 50, r -> new Line(r).keys(KEYS, 50, 50).noise(6).through());
    heard("noise 6 dB", "100 ms", 70, r -> new Line(r).keys(KEYS, 100, 100).noise(6).through());
    double[] relative = {-15, -12, -10, -8, -5, 0};
    double[] must = {100, 99.5, 98.4, 90.6, 85.4, 69.3};
    for (int i = 0; i < relative.length; i++) {
      double db = relative[i];
      heard("echo of speech", db + " dB", must[i], 2 * LINES, r -> echo(r, db));
    }
  }

  private static Trial dialTone(Random r, double[] tones, double relative) {
    Line line = new Line(r).level(-13).keys(KEYS, 60, 60);
    for (double hz : tones) {
      line.steady(hz, -13 - relative);
    }
    return line.through();
  }

  private Trial echo(Random r, double relative) {
    Line line = new Line(r).level(-12).keys(KEYS, 70, 70);
    return line.under(talk.excerpt(r, line.length()), relative).through();
  }

  private void rejected() {
    for (double part : new double[] {-0.055, -0.045, -0.04, -0.035, 0.035, 0.04, 0.045, 0.055}) {
      rejected("freq reject", percent(part) + " % low", r -> apart(r, part, 0));
      rejected("freq reject", percent(part) + " % high", r -> apart(r, 0, part));
      rejected("freq reject", percent(part) + " % both", r -> apart(r, part, part));
    }
    for (double db : new double[] {-20, -15, -12, 8, 12}) {
      rejected(
          "twist reject",
          db + " dB",
          r -> new Line(r).level(-5).twist(db).keys(KEYS, 70, 60).through());
    }
    for (double level : new double[] {-55, -60}) {
      rejected(
          "level reject", level + "", r -> new Line(r).level(level).keys(KEYS, 80, 60).through());
    }
    for (double ms : new double[] {10, 13, 16, 18, 20, 21, 22, 23}) {
      rejected("short bursts", ms + " ms", r -> new Line(r).keys(3 * KEYS, ms, 50).through());
    }
  }

  private static Trial apart(Random r, double low, double high) {
    return new Line(r).offset(low, high, 0, 0).keys(KEYS, 80, 60).through();
  }

  private static double percent(double part) {
    return Math.round(1000 * part) / 10.0;
  }

  private static Line allKeys(Line line, String keys, double onMs, double offMs) {
    for (int i = 0; i < keys.length(); i++) {
      line.key(keys.charAt(i), onMs, offMs);
    }
    return line;
  }

  private void heard(String group, String name, double must, Row.Condition condition) {
    heard(group, name, must, LINES, condition);
  }

  private void heard(String group, String name, double must, int lines, Row.Condition condition) {
    rows.add(new Row(group, name, true, must, lines, condition));
  }

  private void rejected(String group, String name, Row.Condition condition) {
    rows.add(new Row(group, name, false, 0, LINES, condition));
  }
}
