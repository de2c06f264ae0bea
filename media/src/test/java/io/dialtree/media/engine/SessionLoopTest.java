package io.dialtree.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.G711;
import io.dialtree.media.codec.G722;
import io.dialtree.media.codec.Opus;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.dtmf.EventSender;
import io.dialtree.media.play.Clip;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.tone.ToneGenerator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** One call's loop with real sockets on the loopback and a clock that the test moves. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class SessionLoopTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final long TICK_NS = 20_000_000L;
  private static final int EVENT_PT = 101;

  private AudioCodec codec = G711.PCMU;
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
  private DatagramChannel peer;
  private SessionLoop loop;
  private int port;
  private long nowNs = 1_000_000_000L;
  private int peerSequence = 65_530;

  /** {@code ioUring} whether the packets go by io_uring where this machine has it. */
  SessionLoopTest(boolean ioUring) {
    if (ioUring) {
      assumeThat(buffers.batch.open()).as("this kernel offers io_uring").isTrue();
    }
  }

  @BeforeEach
  void open() throws IOException {
    peer = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    peer.configureBlocking(false);
    PortPool pool = new PortPool(LOOPBACK, 34_000, 34_999, System.nanoTime());
    PortPool.Lease lease = pool.lease(0).orElseThrow();
    port = lease.rtpPort();
    MediaListener listener =
        new MediaListener() {
          @Override
          public void onDigit(char digit, DigitSource source, int durationMs) {
            heard.add("digit " + digit);
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
            lease, buffers, listener, DigitMode.AUTO, 60_000_000_000L, 42, 65_534, -100, "cname");
    calls.add(loop);
    loop.connect(agreed(peerAddress(), true), nowNs);
  }

  @AfterEach
  void close() throws IOException {
    loop.close(nowNs);
    buffers.batch.close();
    peer.close();
  }

  private InetSocketAddress peerAddress() throws IOException {
    return (InetSocketAddress) peer.getLocalAddress();
  }

  private RemoteMedia agreed(InetSocketAddress rtp, boolean send) {
    return new RemoteMedia(
        rtp,
        rtp,
        LOOPBACK,
        codec,
        codec.staticPayloadType(),
        Map.of(codec.staticPayloadType(), codec),
        EVENT_PT,
        Map.of(EVENT_PT, 8000),
        20,
        send,
        true);
  }

  private void tick() {
    nowNs += TICK_NS;
    group.visit(calls, 0, 1, nowNs, nowNs);
  }

  private ByteBuffer receive(DatagramChannel at) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(2048);
    return at.receive(in) == null ? ByteBuffer.allocate(0) : in.flip();
  }

  private void sendAudio(DatagramChannel from) throws IOException {
    send(from, 0, false, peerSequence * 160, 172);
  }

  private void send(DatagramChannel from, int pt, boolean marker, int timestamp, int length)
      throws IOException {
    RtpPacket.writeHeader(packet, 0, marker, pt, peerSequence++ & 0xFFFF, timestamp, 4711);
    packet.position(0).limit(length);
    from.send(packet, new InetSocketAddress(LOOPBACK, port));
    packet.clear();
  }

  private void sendDigit(char digit) throws IOException {
    EventSender events = new EventSender(8000, 20);
    events.press(digit, peerSequence * 160, 60);
    while (events.nextPayload(packet, 12)) {
      send(peer, EVENT_PT, events.isFirst(), events.timestamp(), 16);
      tick();
    }
  }

  private static Clip tone(double hz, int ms) {
    return Clip.encode("tone", new ToneGenerator(8000).sine(hz, -10, ms));
  }

  @Test
  void shouldSendOneFrameAPacketTimeWithEvenSequenceAndTimestampAcrossTheirWraps()
      throws IOException {
    loop.play(1, List.of(tone(440, 100)), "", 1);
    for (int i = 0; i < 8; i++) {
      tick();
      ByteBuffer rtp = receive(peer);
      assertThat(rtp.limit()).isEqualTo(172);
      assertThat(RtpPacket.marker(rtp, 0)).isEqualTo(i == 0);
      assertThat(RtpPacket.sequence(rtp, 0)).isEqualTo((65_534 + i) & 0xFFFF);
      assertThat(RtpPacket.timestamp(rtp, 0)).isEqualTo(-100 + 160 * i);
      assertThat(RtpPacket.ssrc(rtp, 0)).isEqualTo(42);
    }
    assertThat(heard).containsExactly("ended 1");
  }

  @Test
  void shouldStopThePromptInTheVisitInWhichTheKeyIsHeard() throws IOException {
    loop.play(3, List.of(tone(440, 5000)), "123", 1);
    tick();
    sendDigit('2');
    assertThat(heard).containsExactly("digit 2", "cut 3");
  }

  @Test
  void shouldNotStopThePromptForAKeyThatMayNotBargeIn() throws IOException {
    loop.play(3, List.of(tone(440, 5000)), "123", 1);
    sendDigit('9');
    assertThat(heard).containsExactly("digit 9");
  }

  @Test
  void shouldSendNothingToAStrangerAndHearNothingFromIt() throws IOException {
    try (DatagramChannel stranger =
        DatagramChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 0))) {
      stranger.configureBlocking(false);
      for (int i = 0; i < 50; i++) {
        sendAudio(stranger);
        tick();
      }
      assertThat(receive(stranger).limit()).isZero();
      assertThat(loop.stats().in()).isZero();
      assertThat(loop.stats().foreign()).isEqualTo(50);
    }
  }

  @Test
  void shouldFollowAPeerBehindNatToThePortItReallySendsFrom() throws IOException {
    try (DatagramChannel nat = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
      nat.configureBlocking(false);
      for (int i = 0; i < 6; i++) {
        sendAudio(nat);
        tick();
      }
      assertThat(receive(nat).limit()).isEqualTo(172);
    }
  }

  @Test
  void shouldBeSilentOnHoldAndGoOnWithTheClockWhenResumed() throws IOException {
    tick();
    int before = RtpPacket.timestamp(receive(peer), 0);
    loop.connect(agreed(peerAddress(), false), nowNs);
    for (int i = 0; i < 50; i++) {
      tick();
    }
    assertThat(receive(peer).limit()).isZero();
    loop.connect(agreed(peerAddress(), true), nowNs);
    tick();
    ByteBuffer resumed = receive(peer);
    assertThat(RtpPacket.marker(resumed, 0)).isTrue();
    assertThat(RtpPacket.timestamp(resumed, 0) - before).isBetween(50 * 160, 52 * 160);
    assertThat(RtpPacket.sequence(resumed, 0)).isEqualTo(65_535);
  }

  @Test
  void aPromptGoesOnAfterAHoldWhereItStoodStill() throws IOException {
    short[] stairs = new short[100 * 160];
    for (int i = 0; i < stairs.length; i++) {
      stairs[i] = (short) (i / 160 % 2 == 0 ? 200 * (i / 160) : -200 * (i / 160));
    }
    loop.play(1, List.of(Clip.encode("stairs", stairs)), "", 1);
    List<Byte> heardBytes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      if (i == 10) {
        loop.connect(agreed(peerAddress(), false), nowNs);
        nowNs += 5_000_000_000L;
        tick();
        assertThat(receive(peer).limit()).isZero();
        loop.connect(agreed(peerAddress(), true), nowNs);
      }
      tick();
      heardBytes.add(receive(peer).get(100));
    }
    byte[] expected = new byte[stairs.length];
    G711.PCMU.encode(stairs, 0, stairs.length, expected, 0);
    for (int i = 0; i < 30; i++) {
      assertThat(heardBytes.get(i)).as("frame %d", i).isEqualTo(expected[i * 160 + 80]);
    }
  }

  @Test
  void anOpusVoiceGoesBackPacketByPacket() throws IOException {
    assumeThat(Opus.ifAvailable()).isPresent();
    AudioCodec opus = Opus.ifAvailable().orElseThrow();
    loop.connect(
        new RemoteMedia(
            peerAddress(),
            peerAddress(),
            LOOPBACK,
            opus,
            111,
            Map.of(111, opus),
            -1,
            Map.of(),
            20,
            true,
            true),
        nowNs);
    loop.echo(true);
    List<Integer> back = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      packet.put(12, (byte) i);
      send(peer, 111, false, 960 * i, 12 + 30 + i);
      tick();
      ByteBuffer answer = receive(peer);
      if (answer.limit() >= 42 && answer.limit() == 42 + answer.get(12)) {
        back.add((int) answer.get(12));
      }
    }
    assertThat(back).hasSizeGreaterThan(14).startsWith(0, 1, 2, 3);
  }

  @Test
  void shouldSkipAheadInsteadOfBurstingWhenTheLoopWasVeryLate() throws IOException {
    tick();
    receive(peer);
    nowNs += 1_000_000_000L;
    tick();
    assertThat(receive(peer).limit()).isEqualTo(172);
    assertThat(receive(peer).limit()).isZero();
    assertThat(buffers.counters.get(MediaCounter.RESYNCS)).isEqualTo(1);
  }

  @Test
  void shouldReportACallThatNeitherSendsRtpNorRtcp() {
    for (int i = 0; i < 3200; i++) {
      tick();
    }
    assertThat(heard).containsExactly("lost RTP_TIMEOUT");
  }

  @Test
  void shouldSendTheCallersVoiceBackInOnePiece() throws IOException {
    loop.echo(true);
    List<Byte> back = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      packet.put(12, (byte) 0x55);
      sendAudio(peer);
      tick();
      back.add(receive(peer).get(12));
    }
    int first = back.indexOf((byte) 0x55);
    assertThat(first).isBetween(1, 3);
    assertThat(back.subList(first, back.size())).containsOnly((byte) 0x55);
  }

  @Test
  void packetsAreCountedByWhatTheyCarry() throws IOException {
    for (int i = 0; i < 10; i++) {
      sendAudio(peer);
      tick();
    }
    sendDigit('7');
    MediaCounters counts = buffers.counters;
    assertThat(counts.in(PayloadKind.PCMU)).isEqualTo(10);
    assertThat(counts.in(PayloadKind.TELEPHONE_EVENT)).isPositive();
    assertThat(counts.in(PayloadKind.PCMU) + counts.in(PayloadKind.TELEPHONE_EVENT))
        .isEqualTo(counts.get(MediaCounter.PACKETS_IN));
    assertThat(counts.out(PayloadKind.PCMU))
        .isPositive()
        .isEqualTo(counts.get(MediaCounter.PACKETS_OUT));
    assertThat(counts.in(PayloadKind.G722)).isZero();
  }

  @Test
  void shouldNotAllocateForACodecWithAMemory() throws IOException {
    codec = G722.MODE_1;
    loop.connect(agreed(peerAddress(), true), nowNs);
    assertNoAllocation();
  }

  @Test
  void shouldNotAllocateAByteForOneHundredThousandPackets() throws IOException {
    assertNoAllocation();
  }

  private void assertNoAllocation() throws IOException {
    loop.play(1, List.of(tone(440, 1000), tone(600, 1000)), "", 0);
    // The compiler itself allocates now and then on this thread while it replaces code, so the hot
    // state is waited for: three blocks at most.
    long allocated = -1;
    for (int block = 0; block < 3 && allocated != 0; block++) {
      allocated = allocatedByPackets(100_000);
    }
    assertThat(allocated).isZero();
    assertThat(loop.stats().in()).isGreaterThan(90_000);
  }

  private long allocatedByPackets(int packets) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    for (int i = 0; i < packets; i++) {
      sendAudioReusing();
      long before = threads.getCurrentThreadAllocatedBytes();
      tick();
      bytes += threads.getCurrentThreadAllocatedBytes() - before;
      drainPeer();
    }
    return bytes;
  }

  private void sendAudioReusing() throws IOException {
    if (!peer.isConnected()) {
      peer.connect(new InetSocketAddress(LOOPBACK, port));
    }
    int pt = codec.staticPayloadType();
    RtpPacket.writeHeader(packet, 0, false, pt, peerSequence & 0xFFFF, 160 * peerSequence++, 4711);
    packet.position(0).limit(172);
    peer.write(packet);
    packet.clear();
  }

  private void drainPeer() throws IOException {
    packet.clear();
    peer.read(packet);
    packet.clear();
  }
}
