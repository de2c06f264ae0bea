package io.dialtree.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.G711;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gate before the decoder. */
class QuietFrameTest {
  private static boolean isQuiet(G711 law, short[] pcm) {
    byte[] bytes = new byte[pcm.length];
    law.encode(pcm, 0, pcm.length, bytes, 0);
    return QuietFrame.isQuiet(ByteBuffer.wrap(bytes), 0, bytes.length, law.silence());
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void shouldLetOnlyFaintFramesPassAsSilence(G711 law) {
    for (int length : new int[] {1, 7, 8, 80, 160, 163}) {
      short[] pcm = new short[length];
      for (int i = 0; i < length; i++) {
        pcm[i] = (short) (i % 2 == 0 ? 100 : -100);
      }
      assertThat(isQuiet(law, pcm)).as("%d faint bytes", length).isTrue();
      for (int loud = 0; loud < length; loud++) {
        short kept = pcm[loud];
        pcm[loud] = (short) (loud % 2 == 0 ? 300 : -300);
        assertThat(isQuiet(law, pcm)).as("byte %d of %d is loud", loud, length).isFalse();
        pcm[loud] = kept;
      }
    }
  }
}
