package io.dialtree.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.logging.Level;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.utils.logging2.LoggerImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ways with the SRTP of jitsi-srtp, which is somebody else's reading of the standards. */
class SrtpInteropTest {
  private static final int SSRC = 0x8123_4567;
  private static final int PACKETS = 5_000;
  private static final int PAYLOAD_MAX = 1_400;

  private final Random random = new Random(5);
  private final ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
  private final PacketBytes ours = new PacketBytes();
  private final PacketBytes theirs = new PacketBytes();

  private byte[] material(SrtpSuite suite) {
    byte[] material = new byte[suite.keyBytes() + suite.saltBytes()];
    random.nextBytes(material);
    return material;
  }

  private static SrtpCryptoContext jitsi(SrtpSuite suite, byte[] material, boolean sender)
      throws Exception {
    return new SrtpContextFactory(
            sender,
            Arrays.copyOf(material, suite.keyBytes()),
            Arrays.copyOfRange(material, suite.keyBytes(), material.length),
            suite.rtpPolicy(),
            suite.rtcpPolicy(),
            new LoggerImpl("test", Level.OFF))
        .deriveContext(SSRC, 0);
  }

  /** Any size, contributing sources and extensions of any length. */
  private byte[] anyPacket(int sequence) {
    int sources = random.nextInt(4) == 0 ? random.nextInt(16) : 0;
    int words = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 0;
    int header = 12 + 4 * sources + 4 * words;
    byte[] bytes = new byte[header + random.nextInt(PAYLOAD_MAX + 1)];
    random.nextBytes(bytes);
    ByteBuffer plain = ByteBuffer.wrap(bytes);
    plain.put((byte) (0x80 | (words > 0 ? 0x10 : 0) | sources)).put((byte) 0);
    plain.putShort((short) sequence).putInt(sequence * 160).putInt(SSRC);
    if (words > 0) {
      plain.putShort(12 + 4 * sources, (short) 0x1234);
      plain.putShort(14 + 4 * sources, (short) (words - 1));
    }
    return bytes;
  }

  private void put(byte[] bytes, int length) {
    packet.clear();
    packet.put(0, bytes, 0, length).limit(length);
  }

  private byte[] taken(int length) {
    byte[] bytes = new byte[length];
    packet.get(0, bytes);
    return bytes;
  }

  private int nextIndex(int index) {
    return index + 1 + (random.nextInt(10) == 0 ? random.nextInt(500) : 0);
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void whatWeSealJitsiOpens(SrtpSuite suite) throws Exception {
    byte[] material = material(suite);
    PacketSealer sealer = new PacketSealer(SrtpKey.of(suite, material), SSRC);
    SrtpCryptoContext peer = jitsi(suite, material, false);
    int index = 65_000;
    for (int i = 0; i < PACKETS; i++, index = nextIndex(index)) {
      byte[] plain = anyPacket(index & 0xFFFF);
      put(plain, plain.length);
      assertThat(sealer.sealRtp(packet, ours)).isTrue();
      theirs.load(packet, packet.limit());
      assertThat(peer.reverseTransformPacket(theirs, false)).isEqualTo(SrtpErrorStatus.OK);
      assertThat(Arrays.copyOf(theirs.getBuffer(), theirs.getLength())).isEqualTo(plain);
    }
    assertThat(index).isGreaterThan(131_072);
  }

  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void whatJitsiSealsWeOpen(SrtpSuite suite) throws Exception {
    byte[] material = material(suite);
    PacketOpener opener = new PacketOpener(SrtpKey.of(suite, material));
    SrtpCryptoContext peer = jitsi(suite, material, true);
    int index = 65_000;
    for (int i = 0; i < PACKETS; i++, index = nextIndex(index)) {
      byte[] plain = anyPacket(index & 0xFFFF);
      put(plain, plain.length);
      theirs.load(packet, plain.length);
      assertThat(peer.transformPacket(theirs)).isEqualTo(SrtpErrorStatus.OK);
      put(theirs.getBuffer(), theirs.getLength());
      assertThat(opener.openRtp(packet, theirs.getLength(), ours, 0)).isEqualTo(plain.length);
      assertThat(taken(plain.length)).isEqualTo(plain);
    }
    assertThat(index).isGreaterThan(131_072);
  }
}
