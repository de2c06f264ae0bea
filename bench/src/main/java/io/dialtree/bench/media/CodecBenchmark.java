package io.dialtree.bench.media;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.tone.ToneGenerator;
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

/** One frame of 20 ms through a codec, both ways. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
  private static final int FRAME_MS = 20;

  /** Name of the codec. */
  @Param({"PCMU", "PCMA"})
  public String codec = "PCMU";

  private AudioCodec chosen = Codecs.all().getFirst();
  private short[] pcm = {};
  private byte[] encoded = {};
  private ByteBuffer packet = ByteBuffer.allocateDirect(0);

  /** A frame of tone, which uses every segment of the law. */
  @Setup
  public void prepare() {
    chosen = Codecs.byName(codec).orElseThrow();
    pcm = new ToneGenerator(chosen.sampleRate()).dual(770, -9, 1336, -9, FRAME_MS);
    encoded = new byte[chosen.payloadBytes(FRAME_MS)];
    chosen.encode(pcm, 0, pcm.length, encoded, 0);
    packet = ByteBuffer.allocateDirect(encoded.length).put(0, encoded);
  }

  /** Payload to linear, as the detector's way in. */
  @Benchmark
  public int decode() {
    return chosen.decode(packet, 0, encoded.length, pcm, 0);
  }

  /** Linear to payload; prompts take this way once. */
  @Benchmark
  public int encode() {
    return chosen.encode(pcm, 0, pcm.length, encoded, 0);
  }
}
