package io.dialtree.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dialtree.media.tone.ToneGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The algorithm against another program's, and its own figures where that program is missing. */
class G722Test {
  private static final int RATE = 16_000;

  /** A second of chirp, noise and silence: every code and both edges of the range occur. */
  private static short[] lively() {
    Random random = new Random(722);
    short[] pcm = new short[3 * RATE];
    for (int i = 0; i < RATE; i++) {
      pcm[i] = (short) (30_000 * Math.sin(Math.PI * i * i * 7500.0 / RATE / RATE));
      pcm[RATE + i] = (short) Math.clamp((long) (random.nextGaussian() * 9000), -32_768, 32_767);
    }
    return pcm;
  }

  private static byte[] encode(short[] pcm) {
    byte[] bytes = new byte[pcm.length / 2];
    G722.MODE_1.encode(pcm, 0, pcm.length, bytes, 0);
    return bytes;
  }

  private static short[] decode(byte[] bytes) {
    short[] pcm = new short[2 * bytes.length];
    G722.MODE_1.decode(ByteBuffer.wrap(bytes), 0, bytes.length, pcm, 0);
    return pcm;
  }

  @Test
  void shouldDecodeSampleBySampleAsFfmpegDoes(@TempDir Path folder) throws Exception {
    byte[] bytes = encode(lively());
    byte[] theirs = ffmpeg(folder, bytes, "-f g722 -i IN -f s16le OUT");
    short[] pcm = new short[theirs.length / 2];
    ByteBuffer.wrap(theirs).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
    assertThat(decode(bytes)).startsWith(pcm);
    assertThat(pcm.length).isGreaterThan(2 * RATE);
  }

  @Test
  void shouldEncodeNoWorseThanFfmpegDoes(@TempDir Path folder) throws Exception {
    short[] pcm = new ToneGenerator(RATE).dual(440, -12, 3100, -15, 1000);
    ByteBuffer raw = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asShortBuffer().put(pcm);
    byte[] theirs = ffmpeg(folder, raw.array(), "-f s16le -ar 16000 -ac 1 -i IN -f g722 OUT");
    assertThat(signalToNoiseDb(pcm, decode(encode(pcm))))
        .isGreaterThan(signalToNoiseDb(pcm, decode(theirs)) - 0.1)
        .isGreaterThan(18);
  }

  @Test
  void shouldGiveTheFiguresThatWereComparedOnce() {
    byte[] bytes = encode(lively());
    CRC32 crc = new CRC32();
    crc.update(bytes);
    for (short sample : decode(bytes)) {
      crc.update(sample >> 8);
      crc.update(sample);
    }
    assertThat(crc.getValue()).isEqualTo(2_769_671_425L);
  }

  @Test
  void shouldDecodeAnyBytesWithoutHarm() {
    byte[] bytes = new byte[50_000];
    new Random(9).nextBytes(bytes);
    assertThat(decode(bytes)).hasSize(100_000);
  }

  /** The codec delays by about 22 samples, the two passes through its filter. */
  private static double signalToNoiseDb(short[] in, short[] out) {
    double best = Double.NEGATIVE_INFINITY;
    for (int delay = 18; delay < 28; delay++) {
      double signal = 0;
      double noise = 0;
      for (int i = 800; i < in.length - 800; i++) {
        double error = in[i] - out[i + delay];
        signal += (double) in[i] * in[i];
        noise += error * error;
      }
      best = Math.max(best, 10 * Math.log10(signal / noise));
    }
    return best;
  }

  private static byte[] ffmpeg(Path folder, byte[] in, String arguments) throws Exception {
    Path from = Files.write(folder.resolve("in"), in);
    Path to = folder.resolve("out");
    String line = "ffmpeg -nostdin -v error " + arguments;
    try {
      Process process =
          new ProcessBuilder(
                  line.replace("IN", from.toString()).replace("OUT", to.toString()).split(" "))
              .redirectErrorStream(true)
              .start();
      try (InputStream said = process.getInputStream()) {
        assertThat(said.readAllBytes()).asString().isEmpty();
      }
      assertThat(process.waitFor()).isZero();
    } catch (IOException e) {
      assumeTrue(false, "ffmpeg is not installed");
    }
    return Files.readAllBytes(to);
  }
}
