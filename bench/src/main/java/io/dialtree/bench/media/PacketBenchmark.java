package io.dialtree.bench.media;

import io.dialtree.media.codec.G711;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.dtmf.DigitReceiver;
import io.dialtree.media.dtmf.DigitSettings;
import io.dialtree.media.dtmf.DigitSink;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.rtcp.ReceiveStats;
import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one RTP packet costs between the socket and the call, without the kernel. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PacketBenchmark {
  private static final int FRAME_BYTES = 160;
  private static final int FRAMES = 512; // more than one, so that no branch learns the audio
  private static final int LENGTH = RtpPacket.HEADER_BYTES + FRAME_BYTES;
  private static final long FRAME_NS = 20_000_000L;

  private final ByteBuffer packet = ByteBuffer.allocateDirect(LENGTH);
  private final ByteBuffer audio = ByteBuffer.allocateDirect(FRAMES * FRAME_BYTES);
  private final ReceiveStats stats = new ReceiveStats();
  private final DigitReceiver receiver =
      new DigitReceiver(
          new DigitSettings(
              DigitMode.AUTO, Map.of(101, 8000), Map.of(0, G711.PCMU), OptionalInt.empty()),
          new NobodyListens());
  private int sequence;
  private long nowNs;

  /** Noise with the spectrum and the level of a voice: two resonances that wander. */
  @Setup
  public void speak() {
    SplittableRandom random = new SplittableRandom(7);
    short[] pcm = new short[FRAMES * FRAME_BYTES];
    double phase = 0;
    for (int i = 0; i < pcm.length; i++) {
      phase += 2 * Math.PI * (110 + 30 * Math.sin(i / 4000.0)) / 8000;
      double voice = 0;
      for (int h = 1; h < 30; h++) {
        voice +=
            Math.sin(h * phase) / (1 + Math.abs(h * 110 - 500 - 300 * Math.sin(i / 900.0)) / 90);
      }
      pcm[i] = (short) Math.clamp((int) (1500 * voice + random.nextInt(-60, 60)), -32768, 32767);
    }
    byte[] encoded = new byte[pcm.length];
    G711.PCMU.encode(pcm, 0, pcm.length, encoded, 0);
    audio.put(0, encoded);
  }

  private void next() {
    sequence++;
    nowNs += FRAME_NS;
    RtpPacket.writeHeader(packet, 0, false, 0, sequence & 0xFFFF, sequence * FRAME_BYTES, 7);
    packet.put(RtpPacket.HEADER_BYTES, audio, sequence % FRAMES * FRAME_BYTES, FRAME_BYTES);
  }

  /** Writing a packet: header and one frame copied. Part of the other two. */
  @Benchmark
  public ByteBuffer write() {
    next();
    return packet;
  }

  /** The header read and counted. */
  @Benchmark
  public ReceiveStats.Arrival count() {
    next();
    return stats.onPacket(
        RtpPacket.ssrc(packet, 0),
        RtpPacket.sequence(packet, 0),
        RtpPacket.timestamp(packet, 0),
        nowNs,
        8000);
  }

  /** Digits heard in a voice: order, decoding, detector. */
  @Benchmark
  public ByteBuffer hear() {
    next();
    receiver.onPacket(packet, 0, LENGTH, nowNs);
    receiver.onTick(nowNs);
    return packet;
  }

  private static final class NobodyListens implements DigitSink {
    @Override
    public void onDigit(char digit, DigitSource source, int durationMs, long atNs) {}
  }
}
