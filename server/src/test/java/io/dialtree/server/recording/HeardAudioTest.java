package io.dialtree.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.audio.AudioFile;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.G711;
import io.dialtree.media.codec.G722;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.tone.FrequencyMeter;
import io.dialtree.media.tone.ToneGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording holds after a network that loses and mixes up packets; virtual time. */
class HeardAudioTest {
  private static final int FRAMES = 100;
  private static final long FRAME_NS = 20_000_000L;

  @TempDir private Path folder;
  private Path file;
  private HeardAudio heard;

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve("heard.wav");
    heard = new HeardAudio(WavWriter.create(file, 8000));
  }

  /** Two seconds whose first half is 440 Hz and whose second is 880 Hz. */
  private static short[] tones(int sampleRate) {
    ToneGenerator generator = new ToneGenerator(sampleRate);
    short[] both = new short[2 * sampleRate];
    System.arraycopy(generator.sine(440, -10, 1000), 0, both, 0, sampleRate);
    System.arraycopy(generator.sine(880, -10, 1000), 0, both, sampleRate, sampleRate);
    return both;
  }

  /** Number {@code order.get(i)} arrives as the i-th; what is not in the list is lost. */
  private short[] record(AudioCodec codec, List<Integer> order) throws IOException {
    int bytes = codec.payloadBytes(20);
    byte[] payload = new byte[FRAMES * bytes];
    int _ =
        codec.newEncoder().encode(tones(codec.sampleRate()), 0, 2 * codec.sampleRate(), payload, 0);
    long nowNs = 0;
    for (int i = 0; i < FRAMES; i++) {
      nowNs = (i + 1) * FRAME_NS;
      int number = order.get(i);
      if (number >= 0) {
        ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER_BYTES + bytes);
        RtpPacket.writeHeader(packet, 0, false, 0, number, number * codec.payloadTicks(bytes), 7);
        packet.put(RtpPacket.HEADER_BYTES, payload, number * bytes, bytes);
        heard.onAudio(codec, packet, RtpPacket.HEADER_BYTES, bytes, nowNs);
      }
      heard.poll(nowNs / 1_000_000, nowNs);
    }
    heard.close();
    return ((AudioRead.Pcm) AudioFile.read(file)).samples();
  }

  private static List<Integer> inOrder() {
    return java.util.stream.IntStream.range(0, FRAMES).boxed().toList();
  }

  private static void assertBothTones(short[] recorded) {
    assertThat(recorded.length).isBetween(16_000, 16_800);
    for (int at = 800; at < 7000; at += 400) {
      assertThat(FrequencyMeter.strongestHz(recorded, at, 400, 8000)).isBetween(420.0, 460.0);
    }
    for (int at = 8800; at < 15_200; at += 400) {
      assertThat(FrequencyMeter.strongestHz(recorded, at, 400, 8000)).isBetween(860.0, 900.0);
    }
  }

  @Test
  void aRecordingKeepsItsTimeWhenPacketsAreLost() throws IOException {
    List<Integer> lossy = inOrder().stream().map(n -> n % 11 == 5 ? -1 : n).toList();
    assertBothTones(record(G711.PCMU, lossy));
  }

  @Test
  void aRecordingIsInOrderWhenPacketsAreNot() throws IOException {
    List<Integer> mixed = inOrder().stream().map(n -> n > 10 && n < 90 ? n ^ 1 : n).toList();
    assertBothTones(record(G711.PCMA, mixed));
  }

  @Test
  void aRecordingOfWidebandIsAsLong() throws IOException {
    assertBothTones(record(G722.MODE_1, inOrder()));
    assertThat(heard.lastSoundMs()).isGreaterThan(1900);
  }

  @Test
  void aPollThatComesLateHearsTheSame() throws IOException {
    short[] alaw = tones(8000);
    byte[] payload = new byte[160];
    for (int i = 0; i < FRAMES; i++) {
      int _ = G711.PCMA.encode(alaw, i * 160, 160, payload, 0);
      ByteBuffer packet = ByteBuffer.allocate(172);
      RtpPacket.writeHeader(packet, 0, false, 8, i, i * 160, 7);
      packet.put(12, payload);
      heard.onAudio(G711.PCMA, packet, 12, 160, (i + 1) * FRAME_NS);
      if (i == 0) {
        heard.poll(20, FRAME_NS);
      }
    }
    heard.poll(2000, 2_000_000_000L);
    heard.close();
    assertBothTones(((AudioRead.Pcm) AudioFile.read(file)).samples());
  }
}
