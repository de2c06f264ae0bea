package io.dialtree.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtcpReportTest {
  private static final int OURS = 0x11223344;
  private static final int THEIRS = 0x55667788;
  private final RtcpReport report = new RtcpReport(OURS, "abc123");
  private final ReceiveStats stats = new ReceiveStats();
  private final ByteBuffer out = ByteBuffer.allocate(1024);

  private List<Integer> types() {
    List<Integer> types = new ArrayList<>();
    for (int at = 0; at < out.limit(); at += 4 * (out.getShort(at + 2) + 1)) {
      types.add(out.get(at + 1) & 0xFF);
    }
    return types;
  }

  @Test
  void shouldWriteASenderReportWithAReceptionBlockAndTheName() {
    stats.onPacket(THEIRS, 100, 0, 0, 8000);
    stats.onPacket(THEIRS, 103, 480, 60_000_000, 8000);
    report.write(out, stats, 50, 8000, 0xCAFE, 1_700_000_000_500L, 0, false);
    assertThat(types()).containsExactly(200, 202);
    assertThat(out.getInt(4)).isEqualTo(OURS);
    assertThat(out.getInt(8)).isEqualTo((int) (1_700_000_000L + 2_208_988_800L));
    assertThat(Integer.toUnsignedLong(out.getInt(12))).isEqualTo(1L << 31);
    assertThat(out.getInt(16)).isEqualTo(0xCAFE);
    assertThat(out.getInt(20)).isEqualTo(50);
    assertThat(out.getInt(24)).isEqualTo(8000);
    assertThat(out.getInt(28)).isEqualTo(THEIRS);
    assertThat(out.getInt(32)).isEqualTo(128 << 24 | 2);
    assertThat(out.getInt(36)).isEqualTo(103);
  }

  @Test
  void shouldWriteAReceiverReportWhileNothingWasSent() {
    report.write(out, stats, 0, 0, 0, 0, 0, false);
    assertThat(types()).containsExactly(201, 202);
  }

  @Test
  void shouldEndWithBye() {
    report.write(out, stats, 1, 160, 0, 0, 0, true);
    assertThat(types()).containsExactly(200, 202, 203);
    assertThat(out.limit() % 4).isZero();
  }

  @Test
  void shouldTellThePeerHowLongAgoItsReportCame() {
    ByteBuffer theirs = ByteBuffer.allocate(28);
    theirs.put(0, (byte) 0x80).put(1, (byte) 200).putShort(2, (short) 6);
    theirs.putInt(8, 0x0000ABCD).putInt(12, 0xEF010000);
    assertThat(report.onPacket(theirs, 28, 1_000_000_000L)).isTrue();
    stats.onPacket(THEIRS, 1, 0, 0, 8000);
    report.write(out, stats, 1, 160, 0, 0, 3_000_000_000L, false);
    assertThat(out.getInt(44)).isEqualTo(0xABCDEF01);
    assertThat(out.getInt(48)).isEqualTo(2 * 65536);
  }

  @Test
  void shouldRefuseWhatIsNoRtcp() {
    assertThat(report.onPacket(ByteBuffer.allocate(40), 40, 0)).isFalse();
    assertThat(report.onPacket(ByteBuffer.allocate(40), 4, 0)).isFalse();
  }
}
