package io.dialtree.media.dtmf;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.tone.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A telephone line for tests: digits are put on it, then what disturbs them, then the detector
 * listens. Levels are dBm0 of each tone; everything random comes from the seed.
 */
final class Line {
  static final int RATE = 8000;
  private static final int LEAD_MS = 200;

  private final Random random;
  private final StringBuilder sent = new StringBuilder();
  private final List<Integer> starts = new ArrayList<>();
  private double[] audio = new double[RATE];
  private int end = LEAD_MS * RATE / 1000;
  private double levelDbm0 = -10;
  private double twistDb;
  private double lowOffset;
  private double highOffset;
  private double offsetHz;
  private double riseMs;
  private double harmonicsDb = Double.NaN;

  Line(long seed) {
    random = new Random(seed);
    end += random.nextInt(ToneBank.BLOCK);
  }

  Line level(double dbm0) {
    levelDbm0 = dbm0;
    return this;
  }

  /** High over low in dB; the stronger one keeps the level. */
  Line twist(double db) {
    twistDb = db;
    return this;
  }

  /**
   * Offsets as parts of the nominal frequencies, with this many hertz more in the same direction.
   */
  Line offset(double low, double high, double moreHz) {
    lowOffset = low;
    highOffset = high;
    offsetHz = moreHz;
    return this;
  }

  Line rise(double ms) {
    riseMs = ms;
    return this;
  }

  /** The second harmonic of each tone that follows, this far below it. */
  Line harmonics(double db) {
    harmonicsDb = db;
    return this;
  }

  /** Random digits one after the other. */
  Line digits(int count, double onMs, double offMs) {
    for (int i = 0; i < count; i++) {
      digit(Keypad.KEYS.charAt(random.nextInt(16)), onMs, offMs);
    }
    return this;
  }

  Line digit(char key, double onMs, double offMs) {
    int samples = samples(onMs);
    reserve(end + samples + samples(offMs) + RATE / 2);
    double low = hz(Keypad.lowHz(key), lowOffset);
    double high = hz(Keypad.highHz(key), highOffset);
    addSine(low, levelDbm0 - Math.max(0, twistDb), end, samples, riseMs);
    addSine(high, levelDbm0 + Math.min(0, twistDb), end, samples, riseMs);
    if (harmonicsDb > 0) {
      addSine(2 * low, levelDbm0 - harmonicsDb, end, samples, riseMs);
      addSine(2 * high, levelDbm0 - harmonicsDb, end, samples, riseMs);
    }
    sent.append(key);
    starts.add(end);
    end += samples + samples(offMs);
    return this;
  }

  /** White noise under everything; SNR of both tones together in 4 kHz. */
  Line noise(double snrDb) {
    double power = Math.pow(Level.amplitude(levelDbm0), 2);
    double sigma = Math.sqrt(power / Math.pow(10, snrDb / 10));
    for (int i = 0; i < audio.length; i++) {
      audio[i] += sigma * random.nextGaussian();
    }
    return this;
  }

  Line hum(double hz, double dbm0) {
    addSine(hz, dbm0, 0, audio.length, 0);
    return this;
  }

  /** A single tone for a while. */
  Line tone(double hz, double fromMs, double ms) {
    reserve(samples(fromMs + ms) + RATE / 2);
    addSine(hz, levelDbm0, samples(fromMs), samples(ms), 5);
    return this;
  }

  Line shift(double amplitude) {
    for (int i = 0; i < audio.length; i++) {
      audio[i] += amplitude;
    }
    return this;
  }

  /** Silences a piece of every digit. */
  Line dropouts(double fromMs, double ms) {
    for (int start : starts) {
      java.util.Arrays.fill(
          audio, start + samples(fromMs), start + samples(fromMs) + samples(ms), 0);
    }
    return this;
  }

  /** Frames of 20 ms that were lost: silence, or the frame before once more. */
  Line loss(double percent, boolean repeat) {
    int frame = RATE / 50;
    for (int at = frame; at + frame <= audio.length; at += frame) {
      if (100 * random.nextDouble() < percent) {
        if (repeat) {
          System.arraycopy(audio, at - frame, audio, at, frame);
        } else {
          java.util.Arrays.fill(audio, at, at + frame, 0);
        }
      }
    }
    return this;
  }

  /** Single samples of this level, about this many a second. */
  Line impulses(double peak, double perSecond) {
    for (int i = 0; i < audio.length; i++) {
      if (random.nextDouble() < perSecond / RATE) {
        audio[i] += random.nextBoolean() ? peak : -peak;
      }
    }
    return this;
  }

  /** In the middle of each digit some samples are missing. */
  Line slips(int lengthMs, int slip) {
    for (int start : starts) {
      int at = start + samples(lengthMs) / 2;
      int digitEnd = start + samples(lengthMs);
      System.arraycopy(audio, at + slip, audio, at, digitEnd - at - slip);
      java.util.Arrays.fill(audio, digitEnd - slip, digitEnd, 0);
    }
    return this;
  }

  /** Speech of this power over that of both tones. */
  Line speech(short[] speech, double relativeDb) {
    double energy = 0;
    for (int i = 0; i < audio.length; i++) {
      energy += (double) speech[i] * speech[i];
    }
    double gain =
        Level.amplitude(levelDbm0)
            * Math.pow(10, relativeDb / 20)
            / Math.sqrt(energy / audio.length);
    for (int i = 0; i < audio.length; i++) {
      audio[i] += gain * speech[i];
    }
    return this;
  }

  /** What a line passes from 300 to 3400 Hz, by Butterworth filters of fourth order. */
  Line telephoneBand() {
    for (double q : new double[] {0.541196, 1.306563}) {
      filter(300, q, true);
      filter(3400, q, false);
    }
    return this;
  }

  private void filter(double hz, double q, boolean highPass) {
    double w = 2 * Math.PI * hz / RATE;
    double c = Math.cos(w);
    double alpha = Math.sin(w) / (2 * q);
    double a0 = 1 + alpha;
    double b1 = (highPass ? -(1 + c) : 1 - c) / a0;
    double b0 = Math.abs(b1) / 2;
    double s1 = 0;
    double s2 = 0;
    for (int i = 0; i < audio.length; i++) {
      double x = audio[i];
      double y = b0 * x + s1;
      s1 = b1 * x + 2 * c / a0 * y + s2;
      s2 = b0 * x - (1 - alpha) / a0 * y;
      audio[i] = y;
    }
  }

  String sent() {
    return sent.toString();
  }

  short[] pcm() {
    short[] pcm = new short[audio.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.clamp(Math.round(audio[i]), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return pcm;
  }

  /** What is heard behind these codecs, one after the other. */
  String heard(AudioCodec... codecs) {
    short[] pcm = pcm();
    byte[] bytes = new byte[pcm.length];
    for (AudioCodec codec : codecs) {
      codec.encode(pcm, 0, pcm.length, bytes, 0);
      codec.decode(ByteBuffer.wrap(bytes), 0, bytes.length, pcm, 0);
    }
    return heard(pcm);
  }

  static String heard(short[] pcm) {
    StringBuilder heard = new StringBuilder();
    DtmfAnalysis.tones(pcm).forEach(tone -> heard.append(tone.digit()));
    return heard.toString();
  }

  private double hz(double nominal, double part) {
    return nominal * (1 + part) + Math.signum(part) * offsetHz;
  }

  private void addSine(double hz, double dbm0, int from, int samples, double rampMs) {
    double amplitude = Level.amplitude(dbm0);
    double phase = random.nextDouble() * 2 * Math.PI;
    double ramp = rampMs * RATE / 1000;
    for (int i = 0; i < samples; i++) {
      double edge = Math.min(i, samples - 1 - i) + 0.5;
      double gain = edge >= ramp ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * edge / ramp);
      audio[from + i] += gain * amplitude * Math.sin(2 * Math.PI * hz * i / RATE + phase);
    }
  }

  private void reserve(int samples) {
    if (samples > audio.length) {
      audio = java.util.Arrays.copyOf(audio, samples);
    }
  }

  private static int samples(double ms) {
    return (int) Math.round(ms * RATE / 1000);
  }
}
