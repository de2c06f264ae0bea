package io.dialtree.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to a socket keep the same promises. */
class ConnectedIoTest {
  private static final int PACKETS = 400_000; // half of them until the calls are compiled

  private final ByteBuffer rx = ByteBuffer.allocateDirect(2048);
  private final ByteBuffer tx = ByteBuffer.allocateDirect(2048);
  private final ConnectedIo io = new ConnectedIo(rx, tx);
  private DatagramChannel here;
  private DatagramChannel there;

  @BeforeEach
  void open() throws IOException {
    here = bound();
    there = bound();
    here.connect(there.getLocalAddress());
    there.connect(here.getLocalAddress());
  }

  @AfterEach
  void close() throws IOException {
    here.close();
    there.close();
  }

  private static DatagramChannel bound() throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.configureBlocking(false);
    return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static int descriptor(DatagramChannel channel, boolean direct) {
    if (!direct) {
      return ConnectedIo.NO_DESCRIPTOR;
    }
    int descriptor = ConnectedIo.descriptor(channel);
    assumeThat(descriptor).as("this platform allows direct calls").isNotNegative();
    return descriptor;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPacketArrivesWhole(boolean direct) {
    tx.putInt(0, 42).put(171, (byte) 7).position(0).limit(172);
    assertThat(io.write(here, descriptor(here, direct))).isEqualTo(172);
    assertThat(io.read(there, descriptor(there, direct))).isEqualTo(172);
    assertThat(rx.getInt(0)).isEqualTo(42);
    assertThat(rx.get(171)).isEqualTo((byte) 7);
    assertThat(rx.limit()).isEqualTo(rx.capacity());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEmptySocketAnswersNothing(boolean direct) {
    assertThat(io.read(there, descriptor(there, direct))).isEqualTo(ConnectedIo.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClosedPortIsUnreachable(boolean direct) throws IOException {
    there.close();
    int descriptor = descriptor(here, direct);
    tx.position(0).limit(20);
    assertThat(io.write(here, descriptor)).isEqualTo(20);
    assertThat(io.read(here, descriptor)).isEqualTo(ConnectedIo.UNREACHABLE);
    assertThat(io.read(here, descriptor)).isEqualTo(ConnectedIo.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPacketCostsNoMemory(boolean direct) {
    int from = descriptor(here, direct);
    int to = descriptor(there, direct);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = 0; i < PACKETS; i++) {
      if (i == PACKETS / 2) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      tx.position(0).limit(172);
      io.write(here, from);
      io.read(there, to);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(PACKETS / 4);
  }
}
