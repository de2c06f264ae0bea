package io.dialtree.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class LatchTest {
  private static final long MS = 1_000_000L;
  private static final int SSRC = 7;
  private final InetSocketAddress described = at("192.0.2.1", 4000);
  private final Latch latch = new Latch(described, address("192.0.2.99"));

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  private static InetSocketAddress at(String host, int port) {
    return new InetSocketAddress(address(host), port);
  }

  @Test
  void shouldSendToTheSdpAddressUntilSomethingIsLearnt() {
    assertThat(latch.destination()).isEqualTo(described);
  }

  @Test
  void shouldLockTheSdpAddressWithItsFirstPacket() {
    assertThat(latch.offer(described, SSRC, 10, 0)).isTrue();
  }

  @Test
  void shouldNeverLockAStrangerHoweverLongItSprays() {
    for (int i = 0; i < 1000; i++) {
      assertThat(latch.offer(at("203.0.113.9", 5000), SSRC, i, i * 20L * MS)).isFalse();
    }
    assertThat(latch.destination()).isEqualTo(described);
  }

  @Test
  void shouldLockAnotherPortOfTheSameHostAfterFourConsecutivePackets() {
    InetSocketAddress nat = at("192.0.2.1", 61000);
    assertThat(latch.offer(nat, SSRC, 65534, 0)).isFalse();
    assertThat(latch.offer(nat, SSRC, 65535, 20 * MS)).isFalse();
    assertThat(latch.offer(nat, SSRC, 0, 40 * MS)).isFalse();
    assertThat(latch.offer(nat, SSRC, 1, 60 * MS)).isTrue();
    assertThat(latch.destination()).isEqualTo(nat);
  }

  @Test
  void shouldLockTheSignallingHostAsWell() {
    InetSocketAddress anchor = at("192.0.2.99", 30000);
    for (int i = 0; i < 3; i++) {
      assertThat(latch.offer(anchor, SSRC, i, i * 20L * MS)).isFalse();
    }
    assertThat(latch.offer(anchor, SSRC, 3, 60 * MS)).isTrue();
  }

  @Test
  void shouldStartCountingAnewWhenSequenceOrSsrcJumps() {
    InetSocketAddress nat = at("192.0.2.1", 61000);
    latch.offer(nat, SSRC, 1, 0);
    latch.offer(nat, SSRC, 2, 20 * MS);
    latch.offer(nat, SSRC, 9, 40 * MS);
    latch.offer(nat, SSRC + 1, 10, 60 * MS);
    assertThat(latch.offer(nat, SSRC + 1, 11, 80 * MS)).isFalse();
  }

  @Test
  void shouldForgetACandidateThatIsTooSlow() {
    InetSocketAddress nat = at("192.0.2.1", 61000);
    for (int i = 0; i < 20; i++) {
      assertThat(latch.offer(nat, SSRC, i, i * 1000L * MS)).isFalse();
    }
  }

  @Test
  void shouldNotGiveALockedSourceUpToItsNeighbour() {
    latch.offer(described, SSRC, 1, 0);
    InetSocketAddress neighbour = at("192.0.2.1", 61000);
    for (int i = 0; i < 100; i++) {
      assertThat(latch.offer(neighbour, SSRC, i, i * 20L * MS)).isFalse();
    }
    assertThat(latch.destination()).isEqualTo(described);
  }

  @Test
  void shouldLearnANewPortOfTheSameHostAfterASilence() {
    latch.offer(described, SSRC, 1, 0);
    latch.release();
    InetSocketAddress nat = at("192.0.2.1", 61000);
    for (int i = 0; i < 4; i++) {
      latch.offer(nat, SSRC, i, i * 20L * MS);
    }
    assertThat(latch.destination()).isEqualTo(nat);
    assertThat(latch.offer(described, SSRC, 9, 100 * MS)).isFalse();
  }

  @Test
  void shouldLearnAnewWhenAReinviteNamesAnotherAddress() {
    latch.offer(described, SSRC, 1, 0);
    InetSocketAddress moved = at("192.0.2.2", 4000);
    latch.describe(moved, address("192.0.2.99"));
    assertThat(latch.destination()).isEqualTo(moved);
  }

  @Test
  void shouldKeepWhatIsLearntWhenAReinviteNamesTheSameAddress() {
    InetSocketAddress nat = at("192.0.2.1", 61000);
    for (int i = 0; i < 4; i++) {
      latch.offer(nat, SSRC, i, i * 20L * MS);
    }
    latch.describe(described, address("192.0.2.99"));
    assertThat(latch.destination()).isEqualTo(nat);
  }
}
