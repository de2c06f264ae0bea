package io.dialtree.media.audio;

/** What reading an audio file gave: samples, or the reason why not. */
public sealed interface AudioRead {
  /**
   * One channel of linear samples. The array is handed over: its new owner may change it, nobody
   * else holds it.
   *
   * @param samples 16-bit samples
   * @param sampleRate samples a second
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // A value that is handed over once; equality is never asked.
  record Pcm(short[] samples, int sampleRate) implements AudioRead {
    /** Length in milliseconds. */
    public double durationMs() {
      return samples.length * 1000.0 / sampleRate;
    }

    /** The same audio at another rate. */
    public Pcm at(int otherRate) {
      return otherRate == sampleRate
          ? this
          : new Pcm(Resampler.resample(samples, sampleRate, otherRate), otherRate);
    }
  }

  /** What is wrong with a file. */
  enum Fault {
    /** It is not there, no audio, or broken. */
    FORMAT,
    /** There is nothing to hear in it. */
    EMPTY,
    /** It is longer than anybody listens. */
    TOO_LONG
  }

  /**
   * The file cannot be used.
   *
   * @param reason one sentence for people, naming the file
   */
  record Rejected(String reason, Fault fault) implements AudioRead {
    /** Something else than its length is wrong. */
    Rejected(String reason) {
      this(reason, Fault.FORMAT);
    }
  }
}
