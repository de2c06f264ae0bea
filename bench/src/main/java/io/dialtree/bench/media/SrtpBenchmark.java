package io.dialtree.bench.media;

import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.srtp.PacketBytes;
import io.dialtree.media.srtp.SrtpKey;
import io.dialtree.media.srtp.SrtpKeys;
import io.dialtree.media.srtp.SrtpSession;
import io.dialtree.media.srtp.SrtpSuite;
import java.nio.ByteBuffer;
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

/** What SRTP adds to a packet: sealing one and opening it again, by suite. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SrtpBenchmark {
  private static final int LENGTH = RtpPacket.HEADER_BYTES + 160;
  private static final int SSRC = 7;

  /** The crypto suite. */
  @Param public SrtpSuite suite = SrtpSuite.AES_CM_128_HMAC_SHA1_80;

  private final ByteBuffer packet = ByteBuffer.allocateDirect(2048);
  private final PacketBytes bytes = new PacketBytes();
  private SrtpSession session = session(suite);
  private int sequence;

  /** Derives the keys. */
  @Setup
  public void derive() {
    session = session(suite);
  }

  private static SrtpSession session(SrtpSuite suite) {
    SrtpKey key = SrtpKey.of(suite, new byte[suite.keyBytes() + suite.saltBytes()]);
    return SrtpSession.derive(new SrtpKeys(key, key), SSRC);
  }

  /** Seals a packet of 20 ms and opens it. */
  @Benchmark
  public int sealAndOpen() {
    sequence++;
    packet.clear();
    RtpPacket.writeHeader(packet, 0, false, 0, sequence & 0xFFFF, sequence * 160, SSRC);
    packet.position(0).limit(LENGTH);
    session.sealer().sealRtp(packet, bytes);
    return session.opener().openRtp(packet, packet.limit(), bytes, 0);
  }
}
