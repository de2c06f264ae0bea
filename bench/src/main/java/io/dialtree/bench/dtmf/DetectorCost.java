package io.dialtree.bench.dtmf;

import com.sun.management.ThreadMXBean;
import io.dialtree.media.codec.G711;
import io.dialtree.media.dtmf.ToneDetector;
import io.dialtree.media.dtmf.ToneWorkspace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Nanoseconds a frame of 20 ms, with all decisions, on different audio; beside spandsp's in the
 * same minutes where its program was built.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DetectorCost {
  static final String[] SOUNDS = {
    "speech",
    "half-speech",
    "silence",
    "faint-noise",
    "loud-noise",
    "music",
    "digits",
    "hold",
    "dial-tone",
    "digits-over-dial-tone"
  };
  private static final int FRAMES = 1500;
  private static final int SAMPLES = FRAMES * OwnDetector.FRAME;
  private static final int ROUNDS = 20;
  private static final double SECONDS_MS = 30_000;
  private static final int CALLS = 1000;
  private static final int TURNS = 100;
  private static final int TOUCHED = 16;
  // The calls are apart from each other in their audio by this many frames.
  private static final int APART = 37;

  /** What is heard. */
  @Param({
    "speech",
    "half-speech",
    "silence",
    "faint-noise",
    "loud-noise",
    "music",
    "digits",
    "hold",
    "dial-tone",
    "digits-over-dial-tone"
  })
  public String sound = "speech";

  private short[] pcm = new short[0];
  private ToneDetector detector = new ToneDetector(new Deaf());
  private final ToneDetector[] calls = new ToneDetector[CALLS];
  private int turn;

  /** Keeps what was looked at from being left out. */
  public int touched;

  private record Deaf() implements ToneDetector.Listener {
    @Override
    public void onToneStart(char digit, long startSample, long decidedSample) {}

    @Override
    public void onToneEnd(char digit, long startSample, long endSample) {}
  }

  /** Makes the audio. */
  @Setup
  public void make() throws IOException, InterruptedException {
    pcm = audio(sound);
    detector = new ToneDetector(new Deaf());
    ToneWorkspace workspace = new ToneWorkspace();
    Arrays.setAll(calls, i -> new ToneDetector(new Deaf(), workspace));
  }

  /** Thirty seconds of audio, frame by frame. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public ToneDetector frame() {
    for (int at = 0; at < SAMPLES; at += OwnDetector.FRAME) {
      detector.feed(pcm, at, OwnDetector.FRAME);
    }
    return detector;
  }

  /**
   * A thousand calls of one thread in turn, a frame each, so that their state is seldom at hand. As
   * the media thread does, looks at a few calls before it visits them.
   */
  @Benchmark
  @OperationsPerInvocation(CALLS * TURNS)
  public ToneDetector[] inTurn() {
    for (int end = turn + TURNS; turn < end; turn++) {
      for (int i = 0; i < CALLS; i++) {
        if (i % TOUCHED == 0) {
          touch(i, Math.min(CALLS, i + TOUCHED));
        }
        int frame = (turn + i * APART) % FRAMES;
        calls[i].feed(pcm, frame * OwnDetector.FRAME, OwnDetector.FRAME);
      }
    }
    return calls;
  }

  private void touch(int from, int to) {
    for (int i = from; i < to; i++) {
      touched += calls[i].touch();
    }
    for (int i = from; i < to; i++) {
      touched += calls[i].touchParts();
    }
    for (int i = from; i < to; i++) {
      touched += calls[i].touchAudio();
    }
  }

  /** Memory of one call's detector, without what the thread shares. */
  private static long bytes() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ToneWorkspace workspace = new ToneWorkspace();
    Deaf deaf = new Deaf();
    ToneDetector[] detectors = new ToneDetector[CALLS];
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      detectors[i] = new ToneDetector(deaf, workspace);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / detectors.length;
  }

  /** Runs all sounds; the argument {@code --spandsp=PROGRAM} adds the ratio. */
  public static void main(String[] arguments)
      throws RunnerException, IOException, InterruptedException {
    Options options = Options.of(arguments);
    List<String> sounds = Arrays.stream(SOUNDS).filter(s -> s.contains(options.only())).toList();
    System.out.printf("memory of a detector: %d bytes%n", bytes());
    table(options, sounds, "one call", "frame");
    table(options, sounds, CALLS + " calls in turn", "inTurn");
  }

  private static void table(Options options, List<String> sounds, String title, String method)
      throws RunnerException, IOException, InterruptedException {
    System.out.printf(
        "%n%s%n%-24s %10s %10s %10s %8s %8s%n",
        title, "ns a frame of 20 ms, best", "Dialtree", "spandsp", "+filter", "ratio", "ratio f");
    for (String sound : sounds) {
      boolean inTurn = method.equals("inTurn");
      double plain = peer(options, sound, false, inTurn);
      double filter = peer(options, sound, true, inTurn);
      double own = best(sound, method);
      System.out.printf(
          Locale.ROOT,
          "%-24s %10.1f %10.0f %10.0f %8.3f %8.3f%n",
          sound,
          own,
          plain,
          filter,
          own / plain,
          own / filter);
    }
  }

  private static double best(String sound, String method) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(DetectorCost.class.getName() + "." + method)
                    .param("sound", sound)
                    .forks(1)
                    .warmupIterations(6)
                    .warmupTime(TimeValue.milliseconds(500))
                    .measurementIterations(ROUNDS)
                    .measurementTime(TimeValue.milliseconds(50))
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    double best = Double.NaN;
    for (RunResult result : results) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          best = Math.min(Double.isNaN(best) ? 1e9 : best, iteration.getPrimaryResult().getScore());
        }
      }
    }
    return best;
  }

  // The shortest of as many rounds, so that other work on the machine counts for neither.
  private static double peer(Options options, String sound, boolean filter, boolean inTurn)
      throws IOException, InterruptedException {
    if (options.spandsp().isEmpty()) {
      return Double.NaN;
    }
    double best = Double.MAX_VALUE;
    short[] pcm = audio(sound);
    try (SpandspPeer peer = new SpandspPeer(Path.of(options.spandsp()), filter)) {
      if (inTurn) {
        return peer.nsPerFrameInTurn(pcm, CALLS);
      }
      for (int round = 0; round < ROUNDS; round++) {
        best = Math.min(best, peer.nsPerFrame(pcm, 5));
      }
    }
    return best;
  }

  private static short[] audio(String sound) throws IOException, InterruptedException {
    Random random = new Random(11);
    Line line = new Line(random).level(-12);
    return switch (sound) {
      case "speech" -> speech(0);
      case "half-speech" -> speech(SAMPLES / 2);
      case "silence" -> new short[SAMPLES];
      case "faint-noise" ->
          exactly(new Line(random).level(-60).keys(1, 1, SECONDS_MS).noise(0), 1600);
      case "loud-noise" -> exactly(new Line(random).keys(1, 1, SECONDS_MS).noise(0), 1600);
      case "music" -> Babble.pcm(Babble.band(random, SAMPLES), -15);
      case "digits" -> exactly(line.keys(300, 50, 50), 0);
      case "hold" -> exactly(line.keys(1, SECONDS_MS, 0), 0);
      case "dial-tone" ->
          exactly(line.keys(1, 1, SECONDS_MS).steady(350, -13).steady(440, -13), 1600);
      default -> exactly(line.keys(300, 50, 50).steady(350, -13).steady(440, -13), 0);
    };
  }

  /** Active speech of several voices, its last part replaced by silence as u-law brings it. */
  private static short[] speech(int silent) throws IOException, InterruptedException {
    Path cache = Options.of().cache();
    Talk talk = Talk.of(cache, 1);
    Random random = new Random(12);
    short[] pcm = new short[SAMPLES];
    for (int at = 0; at < SAMPLES - silent; at += Line.RATE) {
      int count = Math.min(Line.RATE, SAMPLES - silent - at);
      double[] piece = talk.excerpt(random, count);
      for (int i = 0; i < count; i++) {
        pcm[at + i] = (short) piece[i];
      }
    }
    return Trial.through(pcm, G711.PCMU);
  }

  private static short[] exactly(Line line, int from) {
    short[] pcm = line.through().pcm();
    return Arrays.copyOfRange(pcm, from, from + SAMPLES);
  }
}
