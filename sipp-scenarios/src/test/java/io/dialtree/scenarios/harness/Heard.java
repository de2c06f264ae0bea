package io.dialtree.scenarios.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an ear heard, as runs of tones in order. Written by one thread, read by any. */
public final class Heard {
  /** Shorter than this is a frame cut at a prompt's edge, not a prompt. */
  private static final long RUN_MIN_MS = 60;

  /** Other sound up to this long, such as the noise of a lost packet, does not cut a run in two. */
  private static final long OTHER_MAX_MS = 70;

  /** Nothing at all for so long does: short of it, the machine was busy. */
  private static final long NOTHING_MAX_MS = 1_000;

  private static final int FRAME_SAMPLES = 160;

  /**
   * One prompt that was heard.
   *
   * @param startMs when its first packet arrived, in milliseconds on the peer's clock
   * @param endMs when its last packet's sound ended
   */
  public record Run(Tone tone, long startMs, long endMs) {
    /** Returns how long the tone lasted. */
    public long lengthMs() {
      return endMs - startMs;
    }

    @Override
    public String toString() {
      return "%s %d-%d ms".formatted(tone, startMs, endMs);
    }
  }

  private final List<Run> runs = new ArrayList<>();

  /** How much other sound and silence came since the last piece of a tone. */
  private long otherMs;

  /** Listens to a whole recording at 8 kHz. */
  public static Heard in(short[] pcm) {
    Heard heard = new Heard();
    for (int at = 0; at + FRAME_SAMPLES <= pcm.length; at += FRAME_SAMPLES) {
      short[] frame = Arrays.copyOfRange(pcm, at, at + FRAME_SAMPLES);
      heard.add(at / 8, FRAME_SAMPLES / 8, ToneMeter.dominant(frame));
    }
    return heard;
  }

  synchronized void add(long atMs, long lengthMs, Optional<Tone> tone) {
    if (tone.isPresent()) {
      append(new Run(tone.get(), atMs, atMs + lengthMs));
      otherMs = 0;
    } else {
      otherMs += lengthMs;
    }
  }

  private void append(Run piece) {
    Run last = runs.isEmpty() ? null : runs.getLast();
    if (last != null && last.tone == piece.tone && isOne(last, piece)) {
      runs.set(runs.size() - 1, new Run(last.tone, last.startMs, piece.endMs));
    } else {
      runs.add(piece);
    }
  }

  private boolean isOne(Run last, Run piece) {
    return otherMs <= OTHER_MAX_MS && piece.startMs - last.endMs <= NOTHING_MAX_MS;
  }

  /** Returns the prompts heard so far, in order; the last one may still be playing. */
  public synchronized List<Run> runs() {
    return runs.stream().filter(run -> run.lengthMs() >= RUN_MIN_MS).toList();
  }

  /** Returns the runs of one tone, in order. */
  public List<Run> runsOf(Tone tone) {
    return runs().stream().filter(run -> run.tone == tone).toList();
  }

  /** Returns the tones heard so far, one for each run. */
  public List<Tone> tones() {
    return runs().stream().map(Run::tone).toList();
  }

  /** Returns the tones heard so far, one for each change: a hole in a prompt counts for nothing. */
  public List<Tone> changes() {
    List<Tone> changes = new ArrayList<>();
    for (Tone tone : tones()) {
      if (changes.isEmpty() || changes.getLast() != tone) {
        changes.add(tone);
      }
    }
    return changes;
  }

  @Override
  public String toString() {
    return runs().stream().map(Run::toString).collect(Collectors.joining(", ", "heard [", "]"));
  }
}
