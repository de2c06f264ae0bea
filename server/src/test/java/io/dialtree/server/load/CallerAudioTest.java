package io.dialtree.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.dtmf.ToneDetector;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CallerAudioTest {
  @Test
  void shouldSpeakInMoreThanHalfOfTheFrames() {
    CallerAudio audio = CallerAudio.speech();
    assertThat(audio.frames()).isGreaterThan(500);
    assertThat(audio.soundShare()).isGreaterThan(0.6);
  }

  @Test
  void shouldSayNothingThatIsTakenForAKey() {
    assertThat(keysHeardIn(CallerAudio.speech().linear())).isEmpty();
  }

  @Test
  void shouldPressKeysThatAreHeard() {
    CallerAudio audio = CallerAudio.silence();
    ByteBuffer frames = ByteBuffer.allocate(12 * CallerAudio.FRAME_BYTES);
    for (int i = 0; i < 12; i++) {
      if (i < KeyScript.KEY_FRAMES) {
        audio.copyKey('7', i, frames, i * CallerAudio.FRAME_BYTES);
      } else {
        audio.copyPause(frames, i * CallerAudio.FRAME_BYTES);
      }
    }
    short[] pcm = new short[frames.capacity()];
    io.dialtree.media.codec.G711.PCMU.decode(frames, 0, pcm.length, pcm, 0);
    assertThat(keysHeardIn(pcm)).isEqualTo("7");
  }

  private static String keysHeardIn(short[] pcm) {
    StringBuilder heard = new StringBuilder();
    ToneDetector detector =
        new ToneDetector(
            new ToneDetector.Listener() {
              @Override
              public void onToneStart(char digit, long startSample, long decidedSample) {
                heard.append(digit);
              }

              @Override
              public void onToneEnd(char digit, long startSample, long endSample) {}
            });
    detector.feed(pcm, 0, pcm.length);
    return heard.toString();
  }
}
