package io.dialtree.bench.dtmf;

import io.dialtree.media.codec.G711;
import io.dialtree.media.tone.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * A telephone line: first the keys, then what disturbs them, in the order of the calls. Levels are
 * dBm0 of each tone; all chance comes from the random source given.
 */
final class Line {
  static final int RATE = 8000;
  static final String KEYS = "123A456B789C*0#D";

  private static final double[] LOW = {697, 770, 852, 941};
  private static final double[] HIGH = {1209, 1336, 1477, 1633};
  // A burst of 23 ms must be rejected.
  private static final int BURST = 23 * RATE / 1000;

  final Random random;
  private final List<Press> presses = new ArrayList<>();
  private final BitSet missing = new BitSet();
  private double[] audio = new double[RATE];
  private int end;
  private double dbm0 = -10;
  private double twistDb;
  private double lowOffset;
  private double highOffset;
  private double lowHz;
  private double highHz;
  private double riseMs;

  Line(Random random) {
    this.random = random;
    end = samples(200) + random.nextInt(samples(60));
  }

  /** Level of the stronger tone. */
  Line level(double levelDbm0) {
    dbm0 = levelDbm0;
    return this;
  }

  /** High over low group; the stronger one keeps the level. */
  Line twist(double db) {
    twistDb = db;
    return this;
  }

  /** Offsets as parts of the nominal frequencies and in hertz on top. */
  Line offset(double low, double high, double moreLowHz, double moreHighHz) {
    lowOffset = low;
    highOffset = high;
    lowHz = moreLowHz;
    highHz = moreHighHz;
    return this;
  }

  Line rise(double ms) {
    riseMs = ms;
    return this;
  }

  Line keys(int count, double onMs, double offMs) {
    for (int i = 0; i < count; i++) {
      key(KEYS.charAt(random.nextInt(KEYS.length())), onMs, offMs);
    }
    return this;
  }

  Line sameKey(int count, double onMs, double offMs) {
    char key = KEYS.charAt(random.nextInt(KEYS.length()));
    for (int i = 0; i < count; i++) {
      key(key, onMs, offMs);
    }
    return this;
  }

  Line key(char key, double onMs, double offMs) {
    int code = KEYS.indexOf(key);
    double low = LOW[code / 4] * (1 + lowOffset) + lowHz;
    double high = HIGH[code % 4] * (1 + highOffset) + highHz;
    burst(key, low, dbm0 - Math.max(0, twistDb), high, dbm0 + Math.min(0, twistDb), onMs, offMs);
    return this;
  }

  /** Two sines that need not be a key. */
  void burst(
      char key,
      double low,
      double lowDbm0,
      double high,
      double highDbm0,
      double onMs,
      double offMs) {
    int count = samples(onMs);
    int next = end + count + samples(offMs);
    if (next + RATE / 4 > audio.length) {
      audio = Arrays.copyOf(audio, 2 * next + RATE);
    }
    sine(low, lowDbm0, end, count, riseMs);
    sine(high, highDbm0, end, count, riseMs);
    presses.add(new Press(key, end, end + count, next));
    end = next;
  }

  /** Each tone gets two harmonics this far below it. */
  Line harmonics(double db) {
    for (Press press : presses) {
      int code = KEYS.indexOf(press.key());
      for (int n = 2; n <= 3; n++) {
        int count = press.end() - press.start();
        sine(n * LOW[code / 4], dbm0 - db, press.start(), count, riseMs);
        double high = n * HIGH[code % 4];
        if (high < RATE / 2.0) {
          sine(high, dbm0 - db, press.start(), count, riseMs);
        }
      }
    }
    return this;
  }

  /** White noise; SNR of both tones together over 4 kHz. */
  Line noise(double snrDb) {
    double sigma = Level.amplitude(dbm0) / Math.pow(10, snrDb / 20);
    for (int i = 0; i < audio.length; i++) {
      audio[i] += sigma * random.nextGaussian();
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

  /** A steady sine under everything. */
  Line steady(double hz, double levelDbm0) {
    sine(hz, levelDbm0, 0, audio.length, 0);
    return this;
  }

  Line shift(double by) {
    for (int i = 0; i < audio.length; i++) {
      audio[i] += by;
    }
    return this;
  }

  /** Other audio under everything, its mean power this far over that of both tones. */
  Line under(double[] other, double relativeDb) {
    double energy = 1e-9;
    for (int i = 0; i < audio.length; i++) {
      energy += other[i] * other[i];
    }
    double gain =
        Level.amplitude(dbm0) * Math.pow(10, relativeDb / 20) / Math.sqrt(energy / audio.length);
    for (int i = 0; i < audio.length; i++) {
      audio[i] += gain * other[i];
    }
    return this;
  }

  /** One silence of this length inside each tone, at least {@code edgeMs} from its ends. */
  Line dropouts(double ms, double edgeMs) {
    for (Press press : presses) {
      int room = press.end() - press.start() - samples(ms) - 2 * samples(edgeMs);
      int from = press.start() + samples(edgeMs) + random.nextInt(Math.max(1, room));
      Arrays.fill(audio, from, from + samples(ms), 0);
    }
    return this;
  }

  /** One jump of the clock inside each tone: up to 80 samples missing or doubled. */
  Line slips() {
    for (Press press : presses) {
      int slip = 1 + random.nextInt(80);
      int at = press.start() + (press.end() - press.start()) / 2;
      if (random.nextBoolean()) {
        System.arraycopy(audio, at + slip, audio, at, press.end() - at - slip);
        Arrays.fill(audio, press.end() - slip, press.end(), 0);
      } else {
        System.arraycopy(audio, at - slip, audio, at, press.end() - at);
      }
    }
    return this;
  }

  /** Loses this percentage of the frames of 20 ms. */
  Line loss(double percent, Loss kind) {
    BitSet lost = kind.apply(audio, percent, random);
    if (kind == Loss.MISSING) {
      missing.or(lost);
    }
    presses.replaceAll(press -> longestPiece(press, lost, kind) > BURST ? press : press.torn());
    return this;
  }

  /**
   * The most samples of a tone that came in one piece. Silence of two frames does not part it, and
   * no loss does that is heard as such.
   */
  private static int longestPiece(Press press, BitSet lost, Loss kind) {
    int longest = 0;
    int piece = 0;
    int hole = 0;
    for (int n = press.start(); n < press.end(); n++) {
      if (lost.get(n)) {
        hole++;
        continue;
      }
      piece = hole > 2 * Loss.FRAME && kind == Loss.ZEROED ? 1 : piece + 1;
      hole = 0;
      longest = Math.max(longest, piece);
    }
    return longest;
  }

  /** A line that passes 300 to 3400 Hz, by Butterworth filters of fourth order. */
  Line telephoneBand() {
    for (double q : new double[] {0.541196, 1.306563}) {
      Biquad.highPass(300, q).run(audio);
      Biquad.lowPass(3400, q).run(audio);
    }
    return this;
  }

  int length() {
    return audio.length;
  }

  /** The audio after going through these codecs, one after the other. */
  Trial through(G711... laws) {
    short[] pcm = new short[end + samples(150)];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.clamp(Math.round(audio[i]), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    for (G711 law : laws) {
      Trial.through(pcm, law);
    }
    return new Trial(pcm, List.copyOf(presses), missing);
  }

  static int samples(double ms) {
    return (int) Math.round(ms * RATE / 1000);
  }

  private void sine(double hz, double levelDbm0, int from, int count, double rampMs) {
    double amplitude = Level.amplitude(levelDbm0);
    double phase = random.nextDouble() * 2 * Math.PI;
    double ramp = rampMs * RATE / 1000;
    for (int i = 0; i < count; i++) {
      double edge = Math.min(i, count - 1 - i) + 0.5;
      double gain = edge >= ramp ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * edge / ramp);
      audio[from + i] += gain * amplitude * Math.sin(2 * Math.PI * hz * i / RATE + phase);
    }
  }
}
