package io.dialtree.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dialtree.media.codec.G711;
import io.dialtree.media.engine.ConnectedIo;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.tone.ToneGenerator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadLoopTest {
  private static final LoadPlan PLAN =
      new LoadPlan(
          "",
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
          false,
          1,
          1,
          1,
          "12",
          LoadPlan.KeyMode.RFC4733,
          LoadPlan.Audio.SILENCE,
          OptionalInt.of(440),
          OptionalInt.empty(),
          45_000,
          OptionalLong.empty());

  private final CallerAudio audio = CallerAudio.silence();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
  private final ConnectedIo io = new ConnectedIo(buffer, buffer);
  private final ArrivalReader reader = new ArrivalReader();

  private DatagramChannel mine;
  private DatagramChannel peer;
  private LoadStream there;
  private LoadStream here;
  private long gapNs;

  private static DatagramChannel bound() throws IOException {
    DatagramChannel channel =
        DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    return channel;
  }

  private LoadStream between(DatagramChannel own, DatagramChannel other) throws IOException {
    LoadStream stream = new LoadStream(own, 0, audio, new KeyScript(PLAN.keys()), PLAN);
    stream.connect((InetSocketAddress) other.getLocalAddress(), 101);
    return stream;
  }

  @BeforeEach
  void open() throws IOException {
    mine = bound();
    peer = bound();
    there = between(mine, peer);
    here = between(peer, mine);
  }

  @AfterEach
  void close() throws IOException {
    mine.close();
    peer.close();
  }

  private void send(LoadStream stream) {
    stream.prepare(buffer);
    stream.sendPrepared(io);
  }

  private void send(LoadStream stream, int packets) {
    for (int i = 0; i < packets; i++) {
      send(stream);
    }
  }

  private int read(LoadStream stream) {
    int count = stream.read(reader);
    for (int i = 0; i < count; i++) {
      gapNs = stream.accept(reader.packet(i), reader.length(i), reader.arrivalNs(i));
    }
    return count;
  }

  private ByteBuffer answer(int sequence) {
    short[] pcm = new ToneGenerator(8000).sine(440, -15, 20);
    byte[] payload = new byte[pcm.length];
    G711.PCMU.encode(pcm, 0, pcm.length, payload, 0);
    ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER_BYTES + payload.length);
    RtpPacket.writeHeader(packet, 0, false, 0, sequence, 160 * sequence, 7);
    return packet.put(RtpPacket.HEADER_BYTES, payload);
  }

  /** Five frames of the answer's tone, read now. */
  private void hearAnswer(int sequence, long arrivalNs) {
    for (int i = 0; i < 5; i++) {
      ByteBuffer packet = answer(sequence + i);
      here.accept(packet, packet.capacity(), arrivalNs);
    }
  }

  @Test
  void shouldSendEveryKeyAsEventWithThreeEnds() throws IOException {
    there.openWindow(3);
    StringBuilder types = new StringBuilder();
    for (int i = 0; i < 3 + 2 * 11 + 3; i++) {
      send(there);
      buffer.clear();
      assertThat(peer.receive(buffer)).isNotNull();
      boolean event = (buffer.get(1) & 0x7F) == 101;
      char key = (char) ('0' + buffer.get(12));
      types.append(!event ? '.' : (buffer.get(13) & 0x80) == 0 ? key : 'e');
    }
    assertThat(types.toString()).isEqualTo("...1111eee....2222eee.......");
  }

  @Test
  void shouldCountWhatIsMissingBySequence() throws IOException {
    send(there);
    assertThat(read(here)).isOne();
    here.openWindow(0);
    for (int i = 0; i < 10; i++) {
      send(there);
      if (i == 4 || i == 5) {
        buffer.clear();
        peer.read(buffer); // lost on the way
      } else {
        read(here);
      }
    }
    here.closeWindow();
    assertThat(here.received()).isEqualTo(8);
    assertThat(here.lost()).isEqualTo(2);
    assertThat(read(here)).isZero();
  }

  /** Real time has to pass here: it is the kernel that says when a packet came. */
  @Test
  void theGapBetweenPacketsIsThatOfTheirArrivalHoweverLateTheyAreRead() {
    assumeThat(here.isStamped()).as("this kernel notes arrivals").isTrue();
    long beforeNs = System.nanoTime();
    send(there);
    long sentNs = System.nanoTime();
    while (System.nanoTime() - sentNs < 5_000_000) {
      LockSupport.parkNanos(1_000_000);
    }
    send(there);
    long betweenNs = System.nanoTime() - beforeNs;
    LockSupport.parkNanos(2 * betweenNs);
    assertThat(read(here)).isEqualTo(2);
    assertThat(gapNs).isBetween(4_000_000L, betweenNs);
  }

  @Test
  void aCallThatEndsInTheWindowCountsWithWhatItReceivedUntilThen() {
    LoadLoop loop = new LoadLoop(1);
    loop.add(here);
    send(there);
    loop.openWindow(0);
    loop.cycle();
    send(there, 3);
    loop.remove(here);
    loop.closeWindow();
    loop.cycle();
    send(there);
    loop.cycle();
    assertThat(here.received()).isEqualTo(3);
    assertThat(here.lost()).isZero();
  }

  @Test
  void aPeerThatFloodsIsReadInPortions() {
    LoadLoop loop = new LoadLoop(1);
    loop.add(here);
    loop.openWindow(0);
    loop.cycle();
    send(there, 100);
    loop.remove(here);
    loop.cycle();
    assertThat(here.received())
        .isEqualTo(here.isStamped() ? 8L * ArrivalReader.PACKETS_MAX : 8)
        .isLessThan(100);
  }

  @Test
  void theAnswersToneCountsFromTheFirstKeyOnByWhenItCame() {
    here.openWindow(1);
    long beforeNs = ArrivalReader.nowNs() - 1;
    send(here, 2); // the second one is the key
    hearAnswer(0, beforeNs);
    assertThat(here.toneHeard()).as("it came before the key").isFalse();
    hearAnswer(5, ArrivalReader.nowNs() + 1);
    assertThat(here.toneHeard()).isTrue();
  }

  @Test
  void whatOneCallLeavesTheNextReads() {
    assumeThat(here.isStamped()).as("this kernel notes arrivals").isTrue();
    send(there, ArrivalReader.PACKETS_MAX + 1);
    assertThat(read(here)).isEqualTo(ArrivalReader.PACKETS_MAX);
    assertThat(here.mayHaveMore(ArrivalReader.PACKETS_MAX)).isTrue();
    assertThat(read(here)).isOne();
    assertThat(here.mayHaveMore(1)).isFalse();
  }

  @Test
  void shouldNotAllocateAByteForTwoHundredThousandPackets() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = 0; i < 400_000; i++) {
      if (i == 200_000) { // compiled by now
        before = threads.getCurrentThreadAllocatedBytes();
      }
      send(there);
      read(here);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
  }
}
