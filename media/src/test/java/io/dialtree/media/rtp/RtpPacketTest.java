package io.dialtree.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
  private final ByteBuffer buffer = ByteBuffer.allocate(200);

  @Test
  void shouldReadBackWhatItWrote() {
    RtpPacket.writeHeader(buffer, 3, true, 101, 65535, 0xFFFFFF00, 0x89ABCDEF);
    assertThat(RtpPacket.payloadOffset(buffer, 3, 16)).isEqualTo(15);
    assertThat(RtpPacket.payloadLength(buffer, 3, 16)).isEqualTo(4);
    assertThat(RtpPacket.marker(buffer, 3)).isTrue();
    assertThat(RtpPacket.payloadType(buffer, 3)).isEqualTo(101);
    assertThat(RtpPacket.sequence(buffer, 3)).isEqualTo(65535);
    assertThat(RtpPacket.timestamp(buffer, 3)).isEqualTo(0xFFFFFF00);
    assertThat(RtpPacket.ssrc(buffer, 3)).isEqualTo(0x89ABCDEF);
    assertThat(buffer.position()).isZero();
  }

  @Test
  void shouldStepOverSourcesAndExtension() {
    RtpPacket.writeHeader(buffer, 0, false, 0, 1, 2, 3);
    buffer.put(0, (byte) 0x92); // two CSRCs and an extension
    buffer.putShort(22, (short) 1); // of one word
    assertThat(RtpPacket.payloadOffset(buffer, 0, 100)).isEqualTo(12 + 8 + 4 + 4);
    assertThat(RtpPacket.payloadLength(buffer, 0, 28)).isZero();
    assertThat(RtpPacket.payloadOffset(buffer, 0, 27)).isEqualTo(RtpPacket.MALFORMED);
  }

  @Test
  void shouldTakePaddingAwayAndRefuseImpossiblePadding() {
    RtpPacket.writeHeader(buffer, 0, false, 0, 1, 2, 3);
    buffer.put(0, (byte) 0xA0);
    buffer.put(31, (byte) 4);
    assertThat(RtpPacket.payloadLength(buffer, 0, 32)).isEqualTo(16);
    buffer.put(31, (byte) 21);
    assertThat(RtpPacket.payloadLength(buffer, 0, 32)).isEqualTo(RtpPacket.MALFORMED);
    buffer.put(31, (byte) 0);
    assertThat(RtpPacket.payloadLength(buffer, 0, 32)).isEqualTo(RtpPacket.MALFORMED);
  }

  @Test
  void shouldRefuseWhatIsNotVersionTwoOrTooShort() {
    RtpPacket.writeHeader(buffer, 0, false, 0, 1, 2, 3);
    assertThat(RtpPacket.payloadOffset(buffer, 0, 11)).isEqualTo(RtpPacket.MALFORMED);
    buffer.put(0, (byte) 0x40);
    assertThat(RtpPacket.payloadOffset(buffer, 0, 100)).isEqualTo(RtpPacket.MALFORMED);
  }

  @Test
  void shouldSurviveAnyBytes() {
    Random random = new Random(4);
    byte[] bytes = new byte[200];
    for (int round = 0; round < 20_000; round++) {
      random.nextBytes(bytes);
      bytes[0] = (byte) ((bytes[0] & 0x3F) | 0x80);
      int length = random.nextInt(80);
      int at = RtpPacket.payloadOffset(ByteBuffer.wrap(bytes), 0, length);
      int payload = RtpPacket.payloadLength(ByteBuffer.wrap(bytes), 0, length);
      assertThat(at).isLessThanOrEqualTo(length);
      if (payload != RtpPacket.MALFORMED) {
        assertThat(at + payload).isLessThanOrEqualTo(length);
      }
    }
  }

  @Test
  void shouldMeasureDistancesAcrossTheWrap() {
    assertThat(RtpPacket.sequenceDistance(65535, 2)).isEqualTo(3);
    assertThat(RtpPacket.sequenceDistance(2, 65535)).isEqualTo(-3);
    assertThat(RtpPacket.timestampDistance(0xFFFFFFF0, 0x10)).isEqualTo(0x20);
  }
}
