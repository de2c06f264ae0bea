package io.dialtree.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.G711;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.dtmf.DigitSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever one call does, the others on its media thread are served. */
class MediaThreadTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final InetSocketAddress NOBODY = new InetSocketAddress(LOOPBACK, 35_998);

  /** Tells when its prompt has ended; one that fails does so whenever it is told anything. */
  private record Listener(CompletableFuture<Long> ended, boolean fails) implements MediaListener {
    @Override
    public void onDigit(char digit, DigitSource source, int durationMs) {}

    @Override
    public void onPlayEnded(long playId, boolean cut) {
      ended.complete(playId);
      fail();
    }

    @Override
    public void onMediaLost(Loss loss) {
      fail();
    }

    private void fail() {
      if (fails) {
        throw new IllegalStateException("a bug that this test asked for");
      }
    }
  }

  private static long playOnce(MediaEngine engine, boolean fails) throws Exception {
    CompletableFuture<Long> ended = new CompletableFuture<>();
    RtpSession session = engine.open(new Listener(ended, fails), DigitMode.AUTO).orElseThrow();
    session.connect(
        new RemoteMedia(
            NOBODY,
            NOBODY,
            LOOPBACK,
            G711.PCMU,
            0,
            Map.of(0, G711.PCMU),
            -1,
            Map.of(),
            20,
            true,
            true));
    session.play(7, List.of(), "", 1);
    return ended.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aCallThatFailsEvenWhileItIsEndedDoesNotSilenceTheNext() throws Exception {
    try (MediaEngine engine =
        MediaEngine.start(new MediaSettings(LOOPBACK, 35_900, 35_949, 1, 60_000, true))) {
      assertThat(playOnce(engine, true)).isEqualTo(7);
      assertThat(playOnce(engine, false)).isEqualTo(7);
      assertThat(engine.count(MediaCounter.FAULTS)).isPositive();
    }
  }
}
