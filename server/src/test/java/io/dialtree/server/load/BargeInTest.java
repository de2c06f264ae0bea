package io.dialtree.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.G711;
import io.dialtree.media.tone.ToneGenerator;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BargeInTest {
  private final BargeIn bargeIn = new BargeIn(440);

  private static ByteBuffer frame(int hz) {
    short[] pcm = new ToneGenerator(8000).sine(hz, -15, 20);
    byte[] bytes = new byte[pcm.length];
    G711.PCMU.encode(pcm, 0, pcm.length, bytes, 0);
    return ByteBuffer.wrap(bytes);
  }

  @Test
  void aPromptThatIsNotHeardAfterTheKeyStoppedAtOnce() {
    bargeIn.onFrame(frame(440), 0, 160, 1_000_000);
    bargeIn.onPress(2_000_000);
    bargeIn.onFrame(frame(1000), 0, 160, 3_000_000);
    assertThat(bargeIn.stopped()).isTrue();
    assertThat(bargeIn.delayUs()).isZero();
  }

  @Test
  void theLastPacketOfThePromptCounts() {
    bargeIn.onPress(2_000_000);
    bargeIn.onFrame(frame(440), 0, 160, 3_000_000);
    assertThat(bargeIn.delayUs()).isEqualTo(1_000);
    bargeIn.onFrame(frame(440), 0, 160, 23_000_000);
    assertThat(bargeIn.delayUs()).isEqualTo(21_000);
  }

  @Test
  void aPacketThatCameBeforeTheKeyAndWasReadAfterItDoesNotCount() {
    bargeIn.onPress(2_000_000);
    bargeIn.onFrame(frame(440), 0, 160, 1_500_000);
    assertThat(bargeIn.stopped()).isTrue();
    assertThat(bargeIn.delayUs()).isZero();
  }

  @Test
  void withoutAKeyNothingStopped() {
    bargeIn.onFrame(frame(440), 0, 160, 1_000_000);
    assertThat(bargeIn.stopped()).isFalse();
  }
}
