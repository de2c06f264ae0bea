package io.dialtree.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.G711;
import io.dialtree.media.tone.ToneGenerator;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ToneEarTest {
  private final ToneEar ear = new ToneEar(1000);

  private static ByteBuffer packet(short[] pcm) {
    byte[] bytes = new byte[pcm.length];
    G711.PCMU.encode(pcm, 0, pcm.length, bytes, 0);
    return ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
  }

  @Test
  void shouldHearItsTone() {
    assertThat(ear.hears(packet(new ToneGenerator(8000, 0).sine(1000, -15, 20)), 0, 160)).isTrue();
  }

  @Test
  void shouldNotHearAnotherToneOrSilenceOrSpeech() {
    ToneGenerator tones = new ToneGenerator(8000, 0);
    assertThat(ear.hears(packet(tones.sine(1200, -15, 20)), 0, 160)).isFalse();
    assertThat(ear.hears(packet(tones.silence(20)), 0, 160)).isFalse();
    CallerAudio speech = CallerAudio.speech();
    ByteBuffer frame = ByteBuffer.allocate(160);
    int heard = 0;
    int run = 0;
    for (int i = 0; i < speech.frames(); i++) {
      speech.copyFrame(i, frame, 0);
      run = ear.hears(frame, 0, 160) ? run + 1 : 0;
      heard = Math.max(heard, run);
    }
    assertThat(heard).isLessThan(5);
  }
}
