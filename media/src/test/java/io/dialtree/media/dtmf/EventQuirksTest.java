package io.dialtree.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.G711;
import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks, payload types and senders that leave things out (RFC 4733 sections 2.1 to 2.5). */
class EventQuirksTest {
  private static final int NARROW = 101;
  private static final int WIDE = 96;
  private static final int FULL = 127;
  private static final long MS = 1_000_000;

  private final StringBuilder heard = new StringBuilder();
  private final DigitReceiver receiver =
      new DigitReceiver(
          new DigitSettings(
              DigitMode.EVENTS,
              Map.of(NARROW, 8000, WIDE, 16_000, FULL, 48_000),
              Map.of(0, G711.PCMU),
              OptionalInt.empty()),
          (digit, source, durationMs, atNs) -> heard.append(digit));
  private final ByteBuffer packet = ByteBuffer.allocate(64);
  private int sequence = 65_533;
  private long nowNs;

  private void event(int type, boolean marker, int code, boolean end, int ticks, int timestamp) {
    RtpPacket.writeHeader(packet, 0, marker, type, sequence++ & 0xFFFF, timestamp, 7);
    packet.putInt(12, (code << 24) | ((end ? 0x8A : 0x0A) << 16) | (ticks & 0xFFFF));
    receiver.onPacket(packet, 0, 16, nowNs);
    nowNs += 20 * MS;
    receiver.onTick(nowNs);
  }

  private void press(int type, boolean marker, int code, int timestamp) {
    event(type, marker, code, false, 160, timestamp);
    event(type, false, code, false, 320, timestamp);
    event(type, false, code, true, 480, timestamp);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotNeedTheMarker(boolean marker) {
    press(NARROW, marker, 4, 1000);
    press(NARROW, marker, 4, 3000);
    assertThat(heard.toString()).isEqualTo("44");
  }

  @Test
  void shouldNotNeedMoreThanOneEndPacket() {
    for (int press = 0; press < 5; press++) {
      press(NARROW, true, press, 1000 + 800 * press);
    }
    assertThat(heard.toString()).isEqualTo("01234");
  }

  @Test
  void shouldCountAcrossTheWrapOfTimestampsAndNumbers() {
    for (int press = 0; press < 6; press++) {
      press(NARROW, true, 8, -2000 + 800 * press);
      nowNs += 60 * MS;
    }
    assertThat(heard.toString()).isEqualTo("888888");
  }

  @Test
  void shouldHearEveryNegotiatedPayloadTypeAndNoOther() {
    press(NARROW, true, 1, 1000);
    press(WIDE, true, 2, 4000);
    press(FULL, true, 3, 9000);
    press(100, true, 9, 12_000);
    assertThat(heard.toString()).isEqualTo("123");
  }

  @ParameterizedTest
  @ValueSource(ints = {NARROW, WIDE, FULL})
  void shouldHearALongPressOnceOnEveryClock(int type) {
    int clock = type == NARROW ? 8000 : type == WIDE ? 16_000 : 48_000;
    EventSender sender = new EventSender(clock, 20);
    sender.press('#', -5000, 12_000);
    ByteBuffer payload = ByteBuffer.allocate(EventSender.PAYLOAD_BYTES);
    while (sender.nextPayload(payload, 0)) {
      event(
          type,
          sender.isFirst(),
          payload.get(0),
          payload.get(1) < 0,
          payload.getShort(2),
          sender.timestamp());
    }
    assertThat(heard.toString()).isEqualTo("#");
  }

  @Test
  void shouldHearTheNextKeyOfASenderWhoseClockStandsStill() {
    press(NARROW, true, 5, 777);
    nowNs += 100 * MS;
    press(NARROW, true, 6, 777);
    nowNs += 100 * MS;
    press(NARROW, true, 5, 777);
    assertThat(heard.toString()).startsWith("56");
  }
}
