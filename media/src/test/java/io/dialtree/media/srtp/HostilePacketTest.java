package io.dialtree.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.dialtree.media.rtp.RtpPacket;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a peer, or somebody on the way, may send, and what we must not be made to send. */
class HostilePacketTest {
  private static final int SSRC = 7;
  private static final int LENGTH = 172;
  private static final int PACKETS = 100_000;

  private final ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
  private final PacketBytes bytes = new PacketBytes();

  private static SrtpKey key(SrtpSuite suite) {
    return SrtpKey.of(suite, new byte[suite.keyBytes() + suite.saltBytes()]);
  }

  private void write(int sequence, int ssrc) {
    packet.clear();
    RtpPacket.writeHeader(packet, 0, false, 0, sequence & 0xFFFF, sequence * 160, ssrc);
    packet.limit(LENGTH);
  }

  private boolean seal(PacketSealer sealer, int sequence) {
    write(sequence, SSRC);
    return sealer.sealRtp(packet, bytes);
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void noIndexIsSealedTwiceWhateverTheSequenceDoes(SrtpSuite suite) {
    PacketSealer sealer = new PacketSealer(key(suite), SSRC);
    assertThat(seal(sealer, 65_000)).isTrue();
    assertThat(seal(sealer, 65_000)).isFalse();
    assertThat(seal(sealer, 64_999)).isFalse();
    assertThat(seal(sealer, 40_000)).isFalse();
    assertThat(seal(sealer, 10)).isTrue();
    assertThat(seal(sealer, 65_001)).isFalse();
    assertThat(seal(sealer, 11)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void onlyOurOwnSourceIsSealed(SrtpSuite suite) {
    PacketSealer sealer = new PacketSealer(key(suite), SSRC);
    write(1, SSRC + 1);
    assertThat(sealer.sealRtp(packet, bytes)).isFalse();
    assertThat(seal(sealer, 1)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void whatCannotBeSealedIsLeftAsItWas(SrtpSuite suite) {
    PacketSealer sealer = new PacketSealer(key(suite), SSRC);
    ByteBuffer full = ByteBuffer.allocate(LENGTH);
    RtpPacket.writeHeader(full, 0, false, 0, 1, 160, SSRC);
    ByteBuffer before = ByteBuffer.wrap(full.array().clone());
    assertThat(sealer.sealRtp(full, bytes)).isFalse();
    assertThat(full).isEqualTo(before);
    packet.clear().limit(11);
    assertThat(sealer.sealRtp(packet, bytes)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void headersThatReachBeyondThePacketAreForgeries(SrtpSuite suite) {
    PacketOpener opener = new PacketOpener(key(suite));
    Random random = new Random(3);
    byte[] any = new byte[2_048];
    for (int i = 0; i < 20_000; i++) {
      random.nextBytes(any);
      any[0] = (byte) (0x80 | (i & 0x3F));
      packet.clear().put(0, any);
      int length = 12 + random.nextInt(i % 2 == 0 ? 40 : 2_036);
      packet.limit(length);
      assertThat(opener.openRtp(packet, length, bytes, i * 1_000_000_000L))
          .isEqualTo(PacketOpener.NOT_AUTHENTIC);
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void everyChangedBitIsNoticed(SrtpSuite suite) {
    PacketSealer sealer = new PacketSealer(key(suite), SSRC);
    PacketOpener opener = new PacketOpener(key(suite));
    assertThat(seal(sealer, 1)).isTrue();
    int length = packet.limit();
    for (int bit = 0; bit < 8 * length; bit++) {
      flip(bit);
      assertThat(opener.openRtp(packet, length, bytes, 0)).isEqualTo(PacketOpener.NOT_AUTHENTIC);
      flip(bit);
    }
    assertThat(opener.openRtp(packet, length, bytes, 0)).isEqualTo(LENGTH);
  }

  private void flip(int bit) {
    packet.put(bit / 8, (byte) (packet.get(bit / 8) ^ (1 << (bit % 8))));
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void sealingAndOpeningAllocatesNothingForOneHundredThousandPackets(SrtpSuite suite) {
    SrtpSession session = SrtpSession.derive(new SrtpKeys(key(suite), key(suite)), SSRC);
    // The compiler itself allocates now and then on this thread while it replaces code.
    long allocated = -1;
    for (int block = 0; block < 3 && allocated != 0; block++) {
      allocated = allocatedBy(session, block * PACKETS);
    }
    assertThat(allocated).isZero();
  }

  private long allocatedBy(SrtpSession session, int from) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int opened = 0;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = from; i < from + PACKETS; i++) {
      write(i, SSRC);
      boolean sealed = session.sealer().sealRtp(packet, bytes);
      int length = packet.limit();
      opened += session.opener().openRtp(packet, length, bytes, i) > 0 ? 1 : 0;
      opened += sealed && session.opener().openRtp(packet, length, bytes, i) > 0 ? 1 : 0;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(opened).isEqualTo(PACKETS);
    return allocated;
  }
}
