package io.dialtree.bench.dtmf;

import java.util.List;

/** A detector under test. */
interface Hearing {
  /** What it hears in audio that starts anew. */
  List<Hit> hear(short[] pcm);

  /** A hearing by this project's detector. */
  static Hearing ours() {
    return new OwnDetector(0);
  }
}
