package io.dialtree.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4733 as it should be and as it is met. */
class EventReceptionTest {
  private final RtpStream stream = new RtpStream(DigitMode.AUTO);

  @Test
  void shouldDeliverEveryKeyOnceAndInOrder() {
    for (int code = 0; code < 16; code++) {
      stream.press(code, 60);
      stream.pass(40);
    }
    assertThat(stream.heard())
        .hasSize(16)
        .startsWith("0:EVENT", "1:EVENT")
        .endsWith("C:EVENT", "D:EVENT");
    assertThat(stream.heard()).contains("*:EVENT", "#:EVENT");
  }

  @Test
  void shouldDeliverTheSameKeyPressedTwiceTwice() {
    stream.press(5, 60);
    stream.pass(40);
    stream.press(5, 60);
    assertThat(stream.heard()).containsExactly("5:EVENT", "5:EVENT");
  }

  @Test
  void shouldDeliverWithTheFirstPacketAndNotWithTheLast() {
    stream.event(7, false, 160, stream.timestamp());
    assertThat(stream.heard()).containsExactly("7:EVENT");
  }

  @Test
  void shouldIgnoreEventsThatAreNoKeys() {
    stream.press(16, 60);
    stream.press(64, 60);
    assertThat(stream.heard()).isEmpty();
  }

  @Test
  void shouldDeliverDigitWhenOnlyAnEndPacketArrives() {
    stream.event(9, true, 800, stream.timestamp());
    assertThat(stream.heard()).containsExactly("9:EVENT");
  }

  @Test
  void shouldDeliverDigitWhenAllEndPacketsAreLost() {
    for (int press = 0; press < 3; press++) {
      int start = stream.timestamp();
      for (int at = 20; at <= 80; at += 20) {
        stream.event(3, false, 8 * at, start);
        stream.pass(20);
      }
      stream.skipSequence(3);
      stream.pass(50);
    }
    assertThat(stream.heard()).containsExactly("3:EVENT", "3:EVENT", "3:EVENT");
  }

  @Test
  void shouldDropDuplicatesAndLateComers() {
    int start = stream.timestamp();
    int first = stream.sequence();
    stream.press(4, 100);
    stream.pass(20);
    stream.eventAt(first, 4, false, 160, start);
    stream.pass(200);
    stream.eventAt(first + 1, 4, false, 320, start);
    stream.eventAt(first + 7, 4, true, 800, start);
    assertThat(stream.heard()).containsExactly("4:EVENT");
  }

  @Test
  void shouldNotRepeatAKeyWhoseLatePacketComesBehindTheNextKey() {
    int start = stream.timestamp();
    int first = stream.sequence();
    stream.press(4, 60);
    stream.pass(40);
    stream.press(6, 60);
    stream.eventAt(first, 4, false, 160, start);
    assertThat(stream.heard()).containsExactly("4:EVENT", "6:EVENT");
  }

  @Test
  void shouldJoinALongPressOfManySegments() {
    int start = stream.timestamp();
    int ticks = 0;
    for (int ms = 0; ms < 20_000; ms += 50) {
      ticks += 400;
      if (ticks > 0xFFFF) {
        start += 0xFFFF;
        ticks -= 0xFFFF;
      }
      stream.event(2, false, ticks, start);
      stream.pass(50);
    }
    stream.event(2, true, ticks, start);
    assertThat(stream.heard()).containsExactly("2:EVENT");
  }

  @Test
  void shouldJoinALongPressWithAHole() {
    int start = stream.timestamp();
    stream.event(1, false, 160, start);
    stream.pass(20);
    stream.event(1, false, 320, start);
    stream.pass(1400);
    stream.event(1, false, 1696, start);
    stream.event(1, true, 1696, start);
    assertThat(stream.heard()).containsExactly("1:EVENT");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldCountOnceWhenTheTimestampMoves(boolean durationGrows) {
    for (int press = 0; press < 2; press++) {
      for (int packet = 1; packet <= 6; packet++) {
        stream.event(8, packet == 6, durationGrows ? packet * 160 : 160, stream.timestamp());
        stream.pass(20);
      }
      stream.pass(100);
    }
    assertThat(stream.heard()).containsExactly("8:EVENT", "8:EVENT");
  }

  @Test
  void shouldCountOnceWhenEachEndHasATimestampOfItsOwn() {
    int start = stream.timestamp();
    for (int packet = 1; packet <= 4; packet++) {
      stream.event(8, false, packet * 160, start);
      stream.pass(20);
    }
    for (int end = 0; end < 3; end++) {
      stream.event(8, true, 640, stream.timestamp());
      stream.pass(20);
    }
    assertThat(stream.heard()).containsExactly("8:EVENT");
  }

  @Test
  void shouldTellPressesApartWhenTheClockStandsStill() {
    int frozen = stream.timestamp();
    for (int code : new int[] {1, 1, 2}) {
      for (int packet = 1; packet <= 4; packet++) {
        stream.event(code, packet == 4, packet * 160, frozen);
        stream.pass(20);
      }
      stream.pass(80);
    }
    assertThat(stream.heard()).containsExactly("1:EVENT", "1:EVENT", "2:EVENT");
  }

  @Test
  void shouldTakeAFirstPacketOfDurationZero() {
    int start = stream.timestamp();
    stream.event(6, false, 0, start);
    stream.pass(20);
    stream.event(6, false, 160, start);
    stream.event(6, true, 320, start);
    assertThat(stream.heard()).containsExactly("6:EVENT");
  }

  @Test
  void shouldTakeAWholePressInOneBurst() {
    int start = stream.timestamp();
    for (int packet = 1; packet <= 5; packet++) {
      stream.event(6, packet == 5, 160 * packet, start);
    }
    stream.event(7, false, 160, start + 1600);
    stream.event(7, true, 320, start + 1600);
    assertThat(stream.heard()).containsExactly("6:EVENT", "7:EVENT");
  }

  @Test
  void shouldReadSeveralEventsOfOnePacket() {
    ByteBuffer payload = ByteBuffer.allocate(8).putInt(0x010A0190).putInt(0x028A0190);
    StringBuilder keys = new StringBuilder();
    EventReceiver receiver =
        new EventReceiver(
            new EventReceiver.Listener() {
              @Override
              public void onKey(char key, long atNs) {
                keys.append(key);
              }

              @Override
              public void onKeyGoesOn(long atNs) {}
            });
    receiver.onPayload(payload, 0, 8, 1, 1000, 1, false, 0);
    receiver.onPayload(payload, 0, 8, 1, 1000, 2, false, 20_000_000);
    assertThat(keys.toString()).isEqualTo("12");
  }

  @Test
  void shouldFindLostKeysInRedundancyAndCountTheOthersOnce() {
    int start = stream.timestamp();
    stream.redundant(new int[0][], 1, true, 400, start);
    stream.pass(100);
    stream.redundant(new int[][] {{1, 400, 1600}, {2, 400, 800}}, 3, false, 160, start + 1600);
    stream.pass(20);
    stream.redundant(new int[][] {{1, 400, 1600}, {2, 400, 800}}, 3, true, 320, start + 1600);
    assertThat(stream.heard()).containsExactly("1:EVENT", "2:EVENT", "3:EVENT");
  }

  @Test
  void shouldTakeTheSameTimestampOfAnotherSourceAsAnotherPress() {
    stream.event(1, true, 400, 99);
    stream.changeSsrc();
    stream.event(1, true, 400, 99);
    assertThat(stream.heard()).containsExactly("1:EVENT", "1:EVENT");
  }

  @Test
  void shouldHearEveryDurationThatItsOwnSenderMakes() {
    for (int ms : new int[] {20, 40, 100, 500, 10_000, 30_000}) {
      RtpStream mine = new RtpStream(DigitMode.EVENTS);
      EventSender sender = new EventSender(8000, 20);
      ByteBuffer payload = ByteBuffer.allocate(EventSender.PAYLOAD_BYTES);
      sender.press('#', mine.timestamp(), ms);
      int ends = 0;
      while (sender.nextPayload(payload, 0)) {
        boolean end = payload.get(1) < 0;
        ends += end ? 1 : 0;
        mine.event(payload.get(0), end, payload.getShort(2), sender.timestamp());
        mine.pass(20);
      }
      assertThat(ends).isEqualTo(3);
      assertThat(mine.heard()).as("%d ms", ms).containsExactly("#:EVENT");
    }
  }

  @Test
  void shouldSurviveAnyPayload() {
    java.util.Random random = new java.util.Random(3);
    byte[] bytes = new byte[64];
    for (int i = 0; i < 50_000; i++) {
      random.nextBytes(bytes);
      bytes[0] = (byte) 0x80;
      bytes[1] = (byte) (random.nextBoolean() ? RtpStream.RED_TYPE : RtpStream.EVENT_TYPE);
      stream.receiver().onPacket(ByteBuffer.wrap(bytes), 0, 12 + random.nextInt(52), i * 1000L);
    }
    assertThat(stream.heard()).isNotNull();
  }
}
