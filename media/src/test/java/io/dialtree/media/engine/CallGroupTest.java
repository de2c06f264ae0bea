package io.dialtree.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dialtree.media.codec.G711;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.rtp.RtpPacket;
import java.io.IOException;
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

/** Calls that are visited together disturb each other in nothing. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class CallGroupTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final long TICK_NS = 20_000_000L;
  private static final int CALLS = 5;
  private static final int FAILING = 2;
  private static final int FAILING_TOO = 4;

  private final ThreadBuffers buffers = new ThreadBuffers();
  private final List<SessionLoop> calls = new ArrayList<>();
  private final List<DatagramChannel> peers = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final CallGroup group =
      new CallGroup(
          buffers,
          (_, fault) -> {
            throw new IllegalStateException(fault);
          });
  private long nowNs = 1_000_000_000L;

  CallGroupTest(boolean ioUring) {
    if (ioUring) {
      assumeThat(buffers.batch.open()).as("this kernel offers io_uring").isTrue();
    }
  }

  /** One that fails when its prompt ends. */
  private record Listener(boolean fails) implements MediaListener {
    @Override
    public void onDigit(char digit, DigitSource source, int durationMs) {}

    @Override
    public void onPlayEnded(long playId, boolean cut) {
      if (fails) {
        throw new IllegalStateException("a bug that this test asked for");
      }
    }

    @Override
    public void onMediaLost(Loss loss) {}
  }

  @BeforeEach
  void open() throws IOException {
    PortPool pool = new PortPool(LOOPBACK, 33_200, 33_399, System.nanoTime());
    for (int i = 0; i < CALLS; i++) {
      PortPool.Lease lease = pool.lease(0).orElseThrow();
      DatagramChannel peer = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
      peer.configureBlocking(false);
      SessionLoop call =
          new SessionLoop(
              lease,
              buffers,
              new Listener(i == FAILING || i == FAILING_TOO),
              DigitMode.AUTO,
              60_000_000_000L,
              100 + i,
              0,
              0,
              "cname");
      InetSocketAddress there = (InetSocketAddress) peer.getLocalAddress();
      Map<Integer, io.dialtree.media.codec.AudioCodec> codecs = Map.of(0, G711.PCMU);
      call.connect(
          new RemoteMedia(
              there, there, LOOPBACK, G711.PCMU, 0, codecs, -1, Map.of(), 20, true, true),
          nowNs);
      calls.add(call);
      peers.add(peer);
      ports.add(lease.rtpPort());
    }
    learnPeers();
  }

  /** After some packets each socket is connected, so that the batch has it. */
  private void learnPeers() throws IOException {
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < CALLS; i++) {
        speak(i, round);
      }
      tick();
    }
    for (DatagramChannel peer : peers) {
      assertThat(sequences(peer)).hasSize(20);
    }
  }

  private void speak(int call, int sequence) throws IOException {
    ByteBuffer packet = ByteBuffer.allocate(172);
    RtpPacket.writeHeader(packet, 0, sequence == 0, 0, sequence, sequence * 160, 4711 + call);
    peers.get(call).send(packet, new InetSocketAddress(LOOPBACK, ports.get(call)));
  }

  private void tick() {
    nowNs += TICK_NS;
    group.visit(calls, 0, CALLS, nowNs, nowNs);
  }

  private static List<Integer> sequences(DatagramChannel peer) throws IOException {
    List<Integer> sequences = new ArrayList<>();
    ByteBuffer in = ByteBuffer.allocateDirect(2048);
    while (peer.receive(in.clear()) != null) {
      sequences.add(RtpPacket.sequence(in, 0));
    }
    return sequences;
  }

  @AfterEach
  void close() throws IOException {
    calls.forEach(call -> call.close(nowNs));
    buffers.batch.close();
    for (DatagramChannel peer : peers) {
      peer.close();
    }
  }

  @Test
  void eachHearsItsOwnPeerAndSendsItsOwnStream() throws IOException {
    for (int i = 0; i < CALLS; i++) {
      assertThat(calls.get(i).stats().in()).isEqualTo(20);
      assertThat(calls.get(i).stats().out()).isEqualTo(20);
      assertThat(calls.get(i).stats().lost()).isZero();
    }
    tick();
    for (int i = 0; i < CALLS; i++) {
      ByteBuffer in = ByteBuffer.allocateDirect(2048);
      peers.get(i).receive(in);
      assertThat(RtpPacket.ssrc(in, 0)).isEqualTo(100 + i);
      assertThat(RtpPacket.sequence(in, 0)).isEqualTo(20);
    }
  }

  @Test
  void aVisitThatBreaksOffSendsNothingTwice() throws IOException {
    calls.get(FAILING).play(7, List.of(), "", 1);
    assertThatThrownBy(this::tick).hasRootCauseMessage("a bug that this test asked for");
    tick();
    tick();
    for (int i = 0; i < CALLS; i++) {
      assertThat(sequences(peers.get(i))).doesNotHaveDuplicates().isSorted().endsWith(22);
      assertThat(calls.get(i).stats().in()).isEqualTo(20);
    }
  }

  @Test
  void callsThatFailInOneVisitAreTakenOutAndTheOthersHearNothingOfIt() throws IOException {
    List<SessionLoop> slot = new ArrayList<>(calls);
    List<Integer> failed = new ArrayList<>();
    CallGroup forgiving =
        new CallGroup(
            buffers,
            (call, _) -> {
              failed.add(call.ssrc);
              slot.remove(call);
            });
    calls.get(FAILING).play(7, List.of(), "", 1);
    calls.get(FAILING_TOO).play(7, List.of(), "", 1);
    for (int round = 0; round < 2; round++) {
      nowNs += TICK_NS;
      forgiving.visit(slot, 0, slot.size(), nowNs, nowNs);
    }
    assertThat(failed).containsExactlyInAnyOrder(100 + FAILING, 100 + FAILING_TOO);
    assertThat(slot).hasSize(CALLS - 2);
    for (SessionLoop call : slot) {
      assertThat(sequences(peers.get(calls.indexOf(call)))).containsExactly(20, 21);
    }
  }

  @Test
  void whenTheKernelFailsTheCallsGoOn() throws IOException {
    buffers.batch.close();
    speak(1, 20);
    tick();
    tick();
    assertThat(calls.get(1).stats().in()).isEqualTo(21);
    for (DatagramChannel peer : peers) {
      assertThat(sequences(peer)).containsExactly(20, 21);
    }
  }
}
