package io.dialtree.bench.dtmf;

import java.util.List;

/** A detector under test. */
interface Hearing {
  /** What it hears in audio that starts anew. */
  List<Hit> hear(short[] pcm);

  /** What it hears on a line; who is not told of missing packets hears silence for them. */
  default List<Hit> hear(Trial trial) {
    return hear(trial.pcm());
  }

  /** A hearing by this project's detector. */
  static Hearing ours() {
    return new OwnDetector(0);
  }
}
