package io.dialtree.bench.dtmf;

import io.dialtree.media.dtmf.ToneDetector;
import java.util.ArrayList;
import java.util.List;

/** This project's detector, fed with frames of 20 ms. */
final class OwnDetector implements Hearing {
  static final int FRAME = 160;

  @Override
  public List<Hit> hear(short[] pcm) {
    List<Hit> hits = new ArrayList<>();
    ToneDetector detector =
        new ToneDetector(
            new ToneDetector.Listener() {
              @Override
              public void onToneStart(char digit, long startSample, long decidedSample) {
                hits.add(new Hit(digit, (int) decidedSample));
              }

              @Override
              public void onToneEnd(char digit, long startSample, long endSample) {}
            });
    for (int at = 0; at < pcm.length; at += FRAME) {
      detector.feed(pcm, at, Math.min(FRAME, pcm.length - at));
    }
    return hits;
  }
}
