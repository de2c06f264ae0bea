package io.dialtree.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dialtree.media.engine.ConnectedIo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
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
          OptionalInt.empty(),
          OptionalInt.empty(),
          45_000,
          OptionalLong.empty());

  private final CallerAudio audio = CallerAudio.silence();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
  private final ConnectedIo io = new ConnectedIo(buffer, buffer);
  private final ArrivalReader reader = new ArrivalReader();

  private long gapNs;

  private static DatagramChannel bound() throws IOException {
    DatagramChannel channel =
        DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    return channel;
  }

  private LoadStream towards(DatagramChannel mine, DatagramChannel peer) throws IOException {
    LoadStream stream = new LoadStream(mine, 0, audio, new KeyScript(PLAN.keys()), PLAN);
    stream.connect((InetSocketAddress) peer.getLocalAddress(), 101);
    return stream;
  }

  private boolean send(LoadStream stream) {
    stream.prepare(buffer);
    return stream.sendPrepared(io);
  }

  private int read(LoadStream stream) {
    int count = stream.read(reader);
    for (int i = 0; i < count; i++) {
      gapNs = stream.accept(reader.packet(i), reader.length(i), reader.arrivalNs(i));
    }
    return count;
  }

  @Test
  void shouldSendEveryKeyAsEventWithThreeEnds() throws IOException {
    try (DatagramChannel mine = bound();
        DatagramChannel peer = bound()) {
      LoadStream stream = towards(mine, peer);
      stream.openWindow(3);
      StringBuilder types = new StringBuilder();
      for (int i = 0; i < 3 + 2 * 11 + 3; i++) {
        assertThat(send(stream)).isTrue();
        buffer.clear();
        peer.receive(buffer);
        boolean event = (buffer.get(1) & 0x7F) == 101;
        char key = (char) ('0' + buffer.get(12));
        types.append(!event ? '.' : (buffer.get(13) & 0x80) == 0 ? key : 'e');
      }
      assertThat(types.toString()).isEqualTo("...1111eee....2222eee.......");
    }
  }

  @Test
  void shouldCountWhatIsMissingBySequence() throws IOException {
    try (DatagramChannel mine = bound();
        DatagramChannel peer = bound()) {
      LoadStream there = towards(mine, peer);
      LoadStream here = towards(peer, mine);
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
  }

  @Test
  void theGapBetweenPacketsIsThatOfTheirArrivalHoweverLateTheyAreRead() throws IOException {
    try (DatagramChannel mine = bound();
        DatagramChannel peer = bound()) {
      LoadStream there = towards(mine, peer);
      LoadStream here = towards(peer, mine);
      assumeThat(here.isStamped()).as("this kernel notes arrivals").isTrue();
      long beforeNs = System.nanoTime();
      send(there);
      send(there);
      long betweenNs = System.nanoTime() - beforeNs;
      LockSupport.parkNanos(5 * betweenNs);
      assertThat(read(here)).isEqualTo(2);
      assertThat(gapNs).isBetween(0L, betweenNs);
    }
  }

  @Test
  void aCallThatEndsInTheWindowCountsWithWhatItReceivedUntilThen() throws IOException {
    try (DatagramChannel mine = bound();
        DatagramChannel peer = bound()) {
      LoadStream there = towards(mine, peer);
      LoadStream here = towards(peer, mine);
      LoadLoop loop = new LoadLoop(1);
      loop.add(here);
      send(there);
      loop.openWindow(0);
      loop.cycle();
      for (int i = 0; i < 3; i++) {
        send(there);
      }
      loop.remove(here);
      loop.closeWindow();
      loop.cycle();
      send(there);
      loop.cycle();
      assertThat(here.received()).isEqualTo(3);
      assertThat(here.lost()).isZero();
    }
  }

  @Test
  void whatOneCallLeavesTheNextReads() throws IOException {
    try (DatagramChannel mine = bound();
        DatagramChannel peer = bound()) {
      LoadStream there = towards(mine, peer);
      LoadStream here = towards(peer, mine);
      assumeThat(here.isStamped()).as("this kernel notes arrivals").isTrue();
      for (int i = 0; i < ArrivalReader.PACKETS_MAX + 1; i++) {
        send(there);
      }
      assertThat(read(here)).isEqualTo(ArrivalReader.PACKETS_MAX);
      assertThat(here.mayHaveMore(ArrivalReader.PACKETS_MAX)).isTrue();
      assertThat(read(here)).isOne();
      assertThat(here.mayHaveMore(1)).isFalse();
    }
  }

  @Test
  void shouldNotAllocateAByteForTwoHundredThousandPackets() throws IOException {
    try (DatagramChannel mine = bound();
        DatagramChannel peer = bound()) {
      LoadStream there = towards(mine, peer);
      LoadStream here = towards(peer, mine);
      var threads =
          (com.sun.management.ThreadMXBean)
              java.lang.management.ManagementFactory.getThreadMXBean();
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
}
