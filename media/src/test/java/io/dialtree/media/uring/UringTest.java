package io.dialtree.media.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dialtree.media.engine.ConnectedIo;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datagrams through the kernel's queues, over real sockets on the loopback. */
class UringTest {
  private static final int ENTRIES = 4;

  private final ByteBuffer[] memory = new ByteBuffer[ENTRIES];
  private DatagramChannel here;
  private DatagramChannel there;
  private Uring ring;

  @BeforeEach
  void open() throws IOException {
    here = bound();
    there = bound();
    here.connect(there.getLocalAddress());
    there.connect(here.getLocalAddress());
    for (int i = 0; i < ENTRIES; i++) {
      memory[i] = ByteBuffer.allocateDirect(2048);
    }
    Optional<Uring> opened = Uring.open(ENTRIES);
    assumeThat(opened).as("this kernel offers io_uring").isPresent();
    assumeThat(descriptor(here)).as("this platform tells descriptors").isNotNegative();
    ring = opened.get();
    assertThat(ring.add(descriptor(here))).isTrue();
    assertThat(ring.add(descriptor(there))).isTrue();
  }

  @AfterEach
  void close() throws IOException {
    if (ring != null) {
      ring.close();
    }
    here.close();
    there.close();
  }

  private static DatagramChannel bound() throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.configureBlocking(false);
    return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static int descriptor(DatagramChannel channel) {
    return ConnectedIo.descriptor(channel);
  }

  private long address(int token) {
    return MemorySegment.ofBuffer(memory[token]).address();
  }

  private boolean send(int token, DatagramChannel from, int value, int bytes) {
    memory[token].putInt(0, value);
    return ring.send(token, descriptor(from), address(token), bytes);
  }

  private boolean receive(int token, DatagramChannel at) {
    return ring.receive(token, descriptor(at), address(token), 2048);
  }

  @Test
  void packetsOfSeveralSocketsGoTogetherAndEachTellsItsLength() {
    send(0, here, 11, 172);
    send(1, there, 22, 40);
    ring.submit();
    assertThat(ring.result(0)).isEqualTo(172);
    assertThat(ring.result(1)).isEqualTo(40);

    receive(2, here);
    receive(3, there);
    ring.submit();
    assertThat(ring.result(2)).isEqualTo(40);
    assertThat(memory[2].getInt(0)).isEqualTo(22);
    assertThat(ring.result(3)).isEqualTo(172);
    assertThat(memory[3].getInt(0)).isEqualTo(11);
  }

  @Test
  void nothingIsWaitedForWhenASocketIsEmpty() {
    receive(0, here);
    ring.submit();
    assertThat(ring.result(0)).isEqualTo(Uring.AGAIN);
  }

  @Test
  void aClosedPortIsRefused() throws IOException {
    ring.remove(descriptor(there));
    there.close();
    send(0, here, 1, 20);
    ring.submit();
    assertThat(ring.result(0)).isEqualTo(20);
    receive(0, here);
    ring.submit();
    assertThat(ring.result(0)).isEqualTo(Uring.REFUSED);
  }

  @Test
  void aSocketThatWasRemovedFailsAloneAndFreesItsPort() throws IOException {
    InetSocketAddress port = (InetSocketAddress) there.getLocalAddress();
    int gone = descriptor(there);
    ring.remove(gone);
    there.close();
    send(0, here, 1, 20);
    ring.receive(1, gone, address(1), 2048);
    receive(2, here);
    ring.submit();
    assertThat(ring.result(0)).isEqualTo(20);
    assertThat(ring.result(1)).isNegative().isNotIn(Uring.AGAIN, Uring.REFUSED, Uring.NOT_DONE);
    assertThat(ring.result(2)).isEqualTo(Uring.REFUSED);
    assertThat(isFreeWithinTwoSeconds(port)).isTrue();
  }

  /** Older kernels let go of a socket a moment later. */
  private static boolean isFreeWithinTwoSeconds(InetSocketAddress port) throws IOException {
    long endNs = System.nanoTime() + 2_000_000_000L;
    while (System.nanoTime() - endNs < 0) {
      try (DatagramChannel next = DatagramChannel.open(StandardProtocolFamily.INET)) {
        next.bind(port);
        return true;
      } catch (BindException stillThere) {
        Thread.onSpinWait();
      }
    }
    return false;
  }

  @Test
  void whatWasQueuedAndDiscardedIsNeverDone() {
    send(0, here, 11, 172);
    ring.discard();
    receive(1, there);
    ring.submit();
    assertThat(ring.result(1)).isEqualTo(Uring.AGAIN);
    assertThat(ring.result(0)).isEqualTo(Uring.NOT_DONE);
  }

  @Test
  void aVirtualThreadHasNoQueues() throws InterruptedException {
    AtomicBoolean opened = new AtomicBoolean(true);
    Thread.ofVirtual().start(() -> opened.set(Uring.open(1).isPresent())).join();
    assertThat(opened).isFalse();
  }

  @Test
  void moreThanTheQueueHoldsIsNotTakenAndTheQueueGoesRoundForEver() {
    for (int round = 0; round < 1_000; round++) {
      for (int token = 0; token < ENTRIES; token++) {
        assertThat(send(token, here, token, 60 + token)).isTrue();
      }
      assertThat(send(0, here, 0, 60)).isFalse();
      ring.submit();
      for (int token = 0; token < ENTRIES; token++) {
        assertThat(receive(token, there)).isTrue();
      }
      ring.submit();
      for (int token = 0; token < ENTRIES; token++) {
        assertThat(ring.result(token)).isEqualTo(60 + token);
      }
    }
  }

  @Test
  void aClosedQueueTakesNothing() {
    ring.close();
    assertThat(send(0, here, 1, 20)).isFalse();
    ring.submit();
    assertThat(ring.add(descriptor(here))).isFalse();
  }
}
