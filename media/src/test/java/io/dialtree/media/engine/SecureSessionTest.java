package io.dialtree.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.dtmf.EventSender;
import io.dialtree.media.play.Clip;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.srtp.PacketBytes;
import io.dialtree.media.srtp.SrtpKey;
import io.dialtree.media.srtp.SrtpKeys;
import io.dialtree.media.srtp.SrtpSession;
import io.dialtree.media.srtp.SrtpSuite;
import io.dialtree.media.tone.FrequencyMeter;
import io.dialtree.media.tone.ToneGenerator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One secured call with real sockets on the loopback and a clock that the test moves. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class SecureSessionTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final long TICK_NS = 20_000_000L;
  private static final int EVENT_PT = 101;
  private static final int OUR_SSRC = 42;
  private static final int PEER_SSRC = 4711;

  private final AudioCodec pcmu = Codecs.byName("PCMU").orElseThrow();
  private final List<String> heard = new ArrayList<>();
  private final ThreadBuffers buffers = new ThreadBuffers();
  private final List<SessionLoop> calls = new ArrayList<>();
  private final CallGroup group =
      new CallGroup(
          buffers,
          (_, fault) -> {
            throw new AssertionError(fault);
          });
  private final ByteBuffer packet = ByteBuffer.allocateDirect(2048);
  private final PacketBytes bytes = new PacketBytes();
  private SrtpSession peerSide = session(2, 1, PEER_SSRC);
  private DatagramChannel peer;
  private DatagramChannel peerRtcp;
  private SessionLoop loop;
  private int port;
  private long nowNs = 1_000_000_000L;
  private int sequence = 65_530;

  private static SrtpKey key(int seed) {
    return key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, seed);
  }

  private static SrtpKey key(SrtpSuite suite, int seed) {
    byte[] material = new byte[suite.keyBytes() + suite.saltBytes()];
    Arrays.fill(material, (byte) seed);
    return SrtpKey.of(suite, material);
  }

  private static SrtpSession session(int local, int remote, int ssrc) {
    return SrtpSession.derive(new SrtpKeys(key(local), key(remote)), ssrc);
  }

  /** {@code ioUring} whether the packets go by io_uring where this machine has it. */
  SecureSessionTest(boolean ioUring) {
    if (ioUring) {
      assumeThat(buffers.batch.open()).as("this kernel offers io_uring").isTrue();
    }
  }

  @BeforeEach
  void open() throws IOException {
    peer = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    peer.configureBlocking(false);
    peerRtcp = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    peerRtcp.configureBlocking(false);
    PortPool.Lease lease =
        new PortPool(LOOPBACK, 35_000, 35_999, System.nanoTime()).lease(0).orElseThrow();
    port = lease.rtpPort();
    MediaListener listener =
        new MediaListener() {
          @Override
          public void onDigit(char digit, DigitSource source, int durationMs) {
            heard.add("digit " + digit + " by " + source);
          }

          @Override
          public void onPlayEnded(long playId, boolean cut) {
            heard.add((cut ? "cut " : "ended ") + playId);
          }

          @Override
          public void onMediaLost(Loss loss) {
            heard.add("lost " + loss);
          }
        };
    loop =
        new SessionLoop(
            lease,
            buffers,
            listener,
            DigitMode.AUTO,
            60_000_000_000L,
            OUR_SSRC,
            65_534,
            -100,
            "cname");
    calls.add(loop);
    connect(1, 2);
  }

  private void connect(int local, int remote) throws IOException {
    SrtpKeys keys = new SrtpKeys(key(local), key(remote));
    loop.connect(agreed().securedBy(keys), SrtpSession.derive(keys, OUR_SSRC), nowNs);
  }

  private RemoteMedia agreed() throws IOException {
    return new RemoteMedia(
        (InetSocketAddress) peer.getLocalAddress(),
        (InetSocketAddress) peerRtcp.getLocalAddress(),
        LOOPBACK,
        pcmu,
        0,
        Map.of(0, pcmu),
        EVENT_PT,
        Map.of(EVENT_PT, 8000),
        20,
        true,
        true);
  }

  @AfterEach
  void close() throws IOException {
    loop.close(nowNs);
    buffers.batch.close();
    peer.close();
    peerRtcp.close();
  }

  private void tick() {
    nowNs += TICK_NS;
    group.visit(calls, 0, 1, nowNs, nowNs);
  }

  private void write(int pt, boolean marker, int timestamp, int length) {
    RtpPacket.writeHeader(packet, 0, marker, pt, sequence++ & 0xFFFF, timestamp, PEER_SSRC);
    packet.position(0).limit(length);
  }

  private void sendSealed(DatagramChannel from) throws IOException {
    assertThat(peerSide.sealer().sealRtp(packet, bytes)).isTrue();
    send(from);
  }

  private void send(DatagramChannel from) throws IOException {
    from.send(packet, new InetSocketAddress(LOOPBACK, port));
    packet.clear();
  }

  private void sendAudio() throws IOException {
    write(0, false, sequence * 160, 172);
    sendSealed(peer);
  }

  private int receive(DatagramChannel at) throws IOException {
    packet.clear();
    return at.receive(packet) == null ? 0 : packet.position();
  }

  private static Clip tone(int ms) {
    return Clip.encode("tone", new ToneGenerator(8000).sine(440, -10, ms));
  }

  private long count(MediaCounter counter) {
    return buffers.counters.get(counter);
  }

  @Test
  void shouldPlayATonePeopleWithTheKeyCanHear() throws IOException {
    loop.play(1, List.of(tone(400)), "", 1);
    short[] pcm = new short[3200];
    for (int i = 0; i < 20; i++) {
      tick();
      int sealed = receive(peer);
      assertThat(sealed).isEqualTo(172 + 10);
      int length = peerSide.opener().openRtp(packet, sealed, bytes, nowNs);
      assertThat(length).isEqualTo(172);
      pcmu.newDecoder().decode(packet, 12, 160, pcm, i * 160);
    }
    assertThat(FrequencyMeter.strongestHz(pcm, 0, pcm.length, 8000)).isCloseTo(440.0, within(5.0));
  }

  @Test
  void shouldHearAKeyPressedInSecuredEvents() throws IOException {
    loop.play(3, List.of(tone(5000)), "123", 1);
    for (int i = 0; i < 10; i++) {
      sendAudio();
      tick();
    }
    EventSender events = new EventSender(8000, 20);
    events.press('2', sequence * 160, 60);
    while (events.nextPayload(packet, 12)) {
      write(EVENT_PT, events.isFirst(), events.timestamp(), 16);
      sendSealed(peer);
      tick();
    }
    assertThat(heard).containsExactly("digit 2 by EVENT", "cut 3");
    assertThat(count(MediaCounter.SRTP_AUTH_FAILED)).isZero();
  }

  @Test
  void shouldDropAndCountWhatIsForgedReplayedOrPlain() throws IOException {
    sendAudio();
    tick();
    write(0, false, 0, 172);
    assertThat(peerSide.sealer().sealRtp(packet, bytes)).isTrue();
    packet.put(100, (byte) (packet.get(100) ^ 1));
    send(peer);
    tick();
    write(0, false, 0, 172);
    send(peer);
    tick();
    write(0, false, 0, 172);
    assertThat(peerSide.sealer().sealRtp(packet, bytes)).isTrue();
    ByteBuffer copy = ByteBuffer.allocate(packet.limit()).put(packet.duplicate()).flip();
    send(peer);
    tick();
    peer.send(copy, new InetSocketAddress(LOOPBACK, port));
    tick();
    assertThat(count(MediaCounter.PACKETS_IN)).isEqualTo(2);
    assertThat(count(MediaCounter.SRTP_AUTH_FAILED)).isEqualTo(2);
    assertThat(count(MediaCounter.SRTP_REPLAYED)).isEqualTo(1);
    assertThat(count(MediaCounter.FAULTS)).isZero();
  }

  @Test
  void shouldCountRolloversOfPacketsNobodyAgreedOn() throws IOException {
    sendAudio();
    tick();
    for (int i = 0; i < 2; i++) {
      sequence += 20_000;
      write(99, false, 0, 172);
      sendSealed(peer);
      tick();
    }
    sendAudio();
    tick();
    assertThat(count(MediaCounter.PACKETS_MALFORMED)).isEqualTo(2);
    assertThat(count(MediaCounter.PACKETS_IN)).isEqualTo(2);
  }

  @Test
  void shouldNotLearnAnAddressFromForgedPackets() throws IOException {
    try (DatagramChannel stranger =
        DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
      stranger.configureBlocking(false);
      for (int i = 0; i < 20; i++) {
        write(0, false, i * 160, 182);
        send(stranger);
        tick();
      }
      assertThat(receive(stranger)).isZero();
      assertThat(receive(peer)).isPositive();
    }
  }

  @Test
  void shouldFollowANewKeyOfThePeerAndKeepItsOwnCounter() throws IOException {
    sendAudio();
    tick();
    connect(1, 3);
    sendAudio();
    tick();
    peerSide = session(3, 1, PEER_SSRC);
    for (int i = 0; i < 5; i++) {
      sendAudio();
      tick();
    }
    assertThat(count(MediaCounter.PACKETS_IN)).isEqualTo(7);
    int opened = 0;
    SrtpSession before = session(2, 1, PEER_SSRC);
    for (int n = receive(peer); n > 0; n = receive(peer)) {
      opened += before.opener().openRtp(packet, n, bytes, nowNs) > 0 ? 1 : 0;
    }
    assertThat(opened).isEqualTo(7);
  }

  @Test
  void shouldGoOnWhereItWasWithKeysThatComeBackAfterPlainMedia() throws IOException {
    sendAudio();
    byte[] first = lastSent();
    for (int i = 0; i < 10; i++) {
      tick();
    }
    openAllOfOurs();
    loop.connect(agreed(), nowNs);
    tick();
    assertThat(receive(peer)).isEqualTo(172);
    connect(1, 2);
    tick();
    assertThat(openAllOfOurs()).isEqualTo(1);
    peer.send(ByteBuffer.wrap(first), new InetSocketAddress(LOOPBACK, port));
    tick();
    assertThat(count(MediaCounter.SRTP_REPLAYED)).isEqualTo(1);
  }

  private byte[] lastSent() {
    byte[] sent = new byte[182];
    packet.get(0, sent);
    return sent;
  }

  private int openAllOfOurs() throws IOException {
    int opened = 0;
    for (int n = receive(peer); n > 0; n = receive(peer)) {
      opened += peerSide.opener().openRtp(packet, n, bytes, nowNs) > 0 ? 1 : 0;
    }
    return opened;
  }

  @Test
  void shouldSecureItsReportsAndTakeSecuredOnesForASignOfLife() throws IOException {
    sendAudio();
    for (int i = 0; i < 400; i++) {
      tick();
    }
    int sealed = receive(peerRtcp);
    assertThat(sealed).isPositive();
    int length = peerSide.opener().openRtcp(packet, sealed, bytes, nowNs);
    assertThat(length).isPositive();
    assertThat(packet.get(1) & 0xFF).isEqualTo(200);
    for (int i = 0; i < 100; i++) {
      packet.clear().putInt(0x80C9_0001).putInt(PEER_SSRC).flip();
      assertThat(peerSide.sealer().sealRtcp(packet, bytes)).isTrue();
      peerRtcp.send(packet, new InetSocketAddress(LOOPBACK, port + 1));
      for (int k = 0; k < 64; k++) {
        tick();
      }
    }
    assertThat(heard).isEmpty();
    packet.clear().putInt(0x80C9_0001).putInt(PEER_SSRC).flip();
    peerRtcp.send(packet, new InetSocketAddress(LOOPBACK, port + 1));
    for (int k = 0; k < 64; k++) {
      tick();
    }
    assertThat(count(MediaCounter.SRTP_AUTH_FAILED)).isEqualTo(1);
  }

  /** But for the reports, which another cipher secures every five seconds. */
  @ParameterizedTest
  @EnumSource(SrtpSuite.class)
  void shouldNotAllocateAByteForOneHundredThousandSecuredPackets(SrtpSuite suite)
      throws IOException {
    SrtpKeys keys = new SrtpKeys(key(suite, 1), key(suite, 2));
    loop.connect(agreed().securedBy(keys), SrtpSession.derive(keys, OUR_SSRC), nowNs);
    peerSide = SrtpSession.derive(new SrtpKeys(key(suite, 2), key(suite, 1)), PEER_SSRC);
    loop.play(1, List.of(tone(1000)), "", 0);
    // The compiler itself allocates now and then on this thread while it replaces code.
    long allocated = -1;
    for (int block = 0; block < 3 && allocated != 0; block++) {
      allocated = allocatedByPackets(100_000);
    }
    assertThat(allocated).isZero();
    assertThat(loop.stats().in()).isGreaterThan(90_000);
    assertThat(count(MediaCounter.SRTP_AUTH_FAILED)).isZero();
  }

  private long allocatedByPackets(int packets) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    for (int i = 0; i < packets; i++) {
      sendAudio();
      long before = threads.getCurrentThreadAllocatedBytes();
      tick();
      long after = threads.getCurrentThreadAllocatedBytes();
      boolean reported = receive(peerRtcp) > 0;
      allocated += reported ? 0 : after - before;
      receive(peer);
    }
    return allocated;
  }
}
