package io.dialtree.bench.dtmf;

import io.dialtree.media.dtmf.ToneDetector;
import io.dialtree.media.dtmf.ToneWorkspace;
import java.util.ArrayList;
import java.util.List;

/** This project's detector, fed with frames of 20 ms. */
final class OwnDetector implements Hearing {
  static final int FRAME = 160;

  private final double shareLess;

  /** A detector whose limits of the energy in the two tones are lowered by this. */
  OwnDetector(double shareLess) {
    this.shareLess = shareLess;
  }

  @Override
  public List<Hit> hear(Trial trial) {
    return trial.missing().isEmpty()
        ? hear(trial.pcm())
        : OwnReceiver.hear(trial, new ToneWorkspace(shareLess));
  }

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
            },
            new ToneWorkspace(shareLess));
    for (int at = 0; at < pcm.length; at += FRAME) {
      detector.feed(pcm, at, Math.min(FRAME, pcm.length - at));
    }
    return hits;
  }
}
