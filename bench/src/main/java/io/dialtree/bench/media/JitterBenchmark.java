package io.dialtree.bench.media;

import io.dialtree.media.codec.G711;
import io.dialtree.media.jitter.JitterBuffer;
import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the jitter buffer costs a packet of 20 ms: put, decoded, taken. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JitterBenchmark {
  private static final int FRAME = 160;
  private static final long FRAME_NS = 20_000_000L;
  private static final int DELAYS = 4096;

  /** Packets in a hundred that never come; the others come up to 60 ms late. */
  @Param({"0", "5"})
  private int lossPercent;

  private final JitterBuffer buffer = JitterBuffer.of(G711.PCMU);
  private final ByteBuffer packet = ByteBuffer.allocateDirect(RtpPacket.HEADER_BYTES + FRAME);
  private final short[] out = new short[FRAME];
  private final int[] delaysNs = new int[DELAYS];
  private int sequence;

  /** Noise is the worst to make up: it has no pitch. */
  @Setup
  public void begin() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < DELAYS; i++) {
      delaysNs[i] = random.nextInt(100) < lossPercent ? -1 : random.nextInt(60_000_000);
    }
    for (int i = 0; i < FRAME; i++) {
      packet.put(RtpPacket.HEADER_BYTES + i, (byte) random.nextInt());
    }
  }

  /** One packet in, one frame out. */
  @Benchmark
  public short[] putAndTake() {
    sequence++;
    long nowNs = sequence * FRAME_NS;
    int delayNs = delaysNs[sequence % DELAYS];
    if (delayNs >= 0) {
      RtpPacket.writeHeader(packet, 0, false, 0, sequence & 0xFFFF, sequence * FRAME, 7);
      buffer.put(packet, RtpPacket.HEADER_BYTES, FRAME, nowNs + delayNs);
    }
    buffer.take(out, 0, FRAME, nowNs + 1_000_000);
    return out;
  }
}
