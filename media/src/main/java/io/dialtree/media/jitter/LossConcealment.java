package io.dialtree.media.jitter;

import java.util.Arrays;

/**
 * Makes up audio for packets that did not come: what was heard last goes on with its own pitch and
 * fades away (the idea of ITU-T G.711 appendix I). Whole for 10 ms, silent after 60 ms. Confined to
 * one thread; allocates nothing.
 */
public final class LossConcealment {
  private static final int WHOLE_MS = 10;
  private static final int SILENT_MS = 60;
  private static final int JOIN_MS = 5;

  private final short[] history;
  private final short[] period;
  private final int minLag;
  private final int maxLag;
  private final int compared;
  private final int whole;
  private final int silent;
  private final int join;
  private int lag;
  private int phase;
  private int sinceStart;
  private int joinLeft;
  private float step;
  private int age;

  /** Nothing was heard yet. */
  public LossConcealment(int sampleRate) {
    int perMs = sampleRate / 1000;
    minLag = 5 * perMs;
    maxLag = 15 * perMs;
    compared = 10 * perMs; // longer, it would look back behind an earlier loss
    whole = WHOLE_MS * perMs;
    silent = SILENT_MS * perMs;
    join = JOIN_MS * perMs;
    period = new short[maxLag];
    history = new short[compared + maxLag];
  }

  /** This was heard, whatever it was made of. */
  public void heard(short[] pcm, int offset, int length) {
    int keep = Math.max(0, history.length - length);
    int fresh = history.length - keep;
    System.arraycopy(history, history.length - keep, history, 0, keep);
    System.arraycopy(pcm, offset + length - fresh, history, keep, fresh);
  }

  /** True between {@link #fill} and {@link #join}. */
  public boolean isActive() {
    return age > 0;
  }

  /** True when what is made up has become silence. */
  public boolean isSilent() {
    return age >= silent;
  }

  /** Makes up the next samples. */
  public void fill(short[] out, int length) {
    if (age == 0 || joinLeft > 0) {
      takePeriod(); // also when the real audio was not quite back
    }
    for (int i = 0; i < length; i++) {
      out[i] = next();
    }
  }

  /** What was heard breaks off here: {@link #join} has something to go over from. */
  void interrupt() {
    if (age == 0) {
      takePeriod();
      age = 1;
    }
  }

  /** Real audio is back: goes over to it within 5 ms, in this frame and, if need be, the next. */
  public void join(short[] pcm, int offset, int length) {
    joinLeft = joinLeft > 0 ? joinLeft : join;
    int n = Math.min(joinLeft, length);
    for (int i = 0; i < n; i++) {
      float made = next();
      float real = pcm[offset + i];
      pcm[offset + i] = (short) Math.round(real + (made - real) * joinLeft / (join + 1f));
      joinLeft--;
    }
    age = joinLeft == 0 ? 0 : age;
  }

  private short next() {
    int sinceWhole = Math.max(0, age - whole);
    float gain = Math.max(0f, 1 - (float) sinceWhole / (silent - whole));
    age = Math.min(age + 1, silent);
    float sample = period[phase] + step * Math.max(0, join - sinceStart) / join;
    phase = phase + 1 == lag ? 0 : phase + 1;
    sinceStart++;
    return (short) Math.clamp(Math.round(sample * gain), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  /** The last period, with its end bent towards its own beginning, so that it repeats smoothly. */
  private void takePeriod() {
    lag = pitch();
    phase = 0;
    age = 0;
    joinLeft = 0;
    sinceStart = 0;
    int start = history.length - lag;
    // One period ago it was louder or softer, as behind another loss: the difference fades away.
    step = history[history.length - 1] - history[start - 1];
    System.arraycopy(history, start, period, 0, lag);
    int bend = lag / 4;
    for (int i = 0; i < bend; i++) {
      int at = lag - bend + i;
      float before = history[start - bend + i];
      period[at] = (short) Math.round(period[at] + (before - period[at]) * (i + 1f) / (bend + 1));
    }
    Arrays.fill(period, lag, period.length, (short) 0);
  }

  private int pitch() {
    int best = minLag;
    double bestLikeness = -2;
    for (int candidate = minLag; candidate <= maxLag; candidate++) {
      double likeness = likeness(candidate);
      if (likeness > bestLikeness) {
        bestLikeness = likeness;
        best = candidate;
      }
    }
    return best;
  }

  private double likeness(int candidate) {
    double product = 0;
    double energy = 1;
    for (int i = history.length - compared; i < history.length; i++) {
      double then = history[i - candidate];
      product += history[i] * then;
      energy += then * then;
    }
    return product / Math.sqrt(energy);
  }
}
