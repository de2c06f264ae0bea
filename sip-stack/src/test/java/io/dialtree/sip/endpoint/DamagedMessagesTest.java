package io.dialtree.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests with random damage: some are answered, some are dropped, none does harm. */
class DamagedMessagesTest {
  private static final int MESSAGES = 3000;

  @Test
  void shouldGoOnAfterAnyDamagedRequest() throws Exception {
    try (Desk desk = new Desk();
        SipPeer peer = new SipPeer(desk.local())) {
      desk.onCall = call -> call.reject(486, "", Map.of());
      for (int seed = 0; seed < MESSAGES; seed++) {
        peer.sendBytes(damaged(peer, seed));
        if (seed % 100 == 99) {
          assertThat(peer.ask(Caller.of(peer).next("OPTIONS", "", "")).code())
              .as("after seed %d", seed)
              .isEqualTo(200);
        }
      }
      assertThat(desk.counter(SipCounter.WORKER_ERRORS)).isZero();
      assertThat(desk.counter(SipCounter.INTERNAL_ERRORS)).isZero();
      assertThat(desk.callCount()).as("some damage does not matter").isPositive();
      desk.awaitNoLegs();
    }
  }

  private static byte[] damaged(SipPeer peer, int seed) {
    Random random = new Random(seed);
    Caller caller = Caller.of(peer);
    String text = seed % 3 == 0 ? caller.next("OPTIONS", "", "") : caller.invite();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i <= seed % 5; i++) {
      bytes[random.nextInt(bytes.length)] =
          (byte)
              (random.nextBoolean()
                  ? random.nextInt(256)
                  : " \r\n:;<>\"@=,".charAt(random.nextInt(11)));
    }
    return bytes;
  }
}
