package io.dialtree.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.codec.G711;
import io.dialtree.media.dtmf.DtmfAnalysis.Result;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.tone.ToneGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtmfAnalysisTest {
  private static final DigitSettings SETTINGS = RtpStream.settings(DigitMode.AUTO);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {8000, 11_025, 16_000, 44_100, 48_000})
  void shouldFindDigitsWithTheirTimesInRecordingsOfEveryRate(int rate) throws IOException {
    ToneGenerator tones = new ToneGenerator(rate);
    Path file = folder.resolve("digits.wav");
    try (WavWriter writer = WavWriter.create(file, rate)) {
      for (char key : "5#A".toCharArray()) {
        append(writer, tones.silence(200));
        append(writer, tones.dual(Keypad.lowHz(key), -10, Keypad.highHz(key), -10, 50));
      }
    }
    Result result = DtmfAnalysis.analyse(file, SETTINGS);
    assertThat(result).isInstanceOf(Result.Recording.class);
    List<DtmfAnalysis.Tone> digits = ((Result.Recording) result).digits();
    assertThat(digits).extracting(DtmfAnalysis.Tone::digit).containsExactly('5', '#', 'A');
    for (int i = 0; i < 3; i++) {
      DtmfAnalysis.Tone tone = digits.get(i);
      assertThat(tone.startMs()).isCloseTo(200 + 250 * i, within(8.0));
      assertThat(tone.endMs()).isCloseTo(250 + 250 * i, within(8.0));
      assertThat(tone.atMs()).isBetween(tone.startMs() + 28, tone.startMs() + 45);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,false", "1,true", "113,false", "101,true", "0,false", "276,true"})
  void shouldFindEventsAndTonesInCaptures(int linkType, boolean pcapng) throws IOException {
    Path file = folder.resolve("call.pcap");
    Capture capture = new Capture(linkType, pcapng);
    long us = 1_700_000_000_000_000L;
    short[] tone =
        new ToneGenerator(8000).dual(Keypad.lowHz('7'), -10, Keypad.highHz('7'), -10, 100);
    for (int frame = 0; frame < 20; frame++) {
      byte[] payload = new byte[160];
      G711.PCMU.encode(
          frame >= 5 && frame < 10 ? tone : new short[800], frame % 5 * 160, 160, payload, 0);
      capture.add(us + frame * 20_000L, rtp(0, frame, frame * 160, 0xAAAA, payload));
    }
    for (int packet = 1; packet <= 4; packet++) {
      byte[] event = {3, (byte) (packet == 4 ? 0x8A : 0x0A), 0, (byte) (packet * 40)};
      capture.add(us + 500_000 + packet * 20_000L, rtp(101, packet, 4000, 0xBBBB, event));
    }
    capture.add(us + 700_000, new byte[] {'S', 'I', 'P'});
    Files.write(file, capture.bytes());
    Result result = DtmfAnalysis.analyse(file, SETTINGS);
    assertThat(result).isInstanceOf(Result.Capture.class);
    List<DtmfAnalysis.Stream> streams = ((Result.Capture) result).streams();
    assertThat(streams).extracting(DtmfAnalysis.Stream::ssrc).containsExactly(0xAAAA, 0xBBBB);
    assertThat(streams.get(0).digits())
        .containsExactly(new DtmfAnalysis.Heard('7', DigitSource.TONE, 120));
    assertThat(streams.get(1).digits())
        .containsExactly(new DtmfAnalysis.Heard('3', DigitSource.EVENT, 520));
  }

  @Test
  void shouldReadACaptureThatWasCutAsFarAsItGoes() throws IOException {
    Capture capture = new Capture(1, false);
    capture.add(1_000_000, rtp(101, 1, 0, 1, new byte[] {1, 10, 0, 80}));
    capture.add(2_000_000, rtp(101, 9, 9000, 1, new byte[] {2, 10, 0, 80}));
    byte[] whole = capture.bytes();
    for (int length = 24; length <= whole.length; length++) {
      Path file = Files.write(folder.resolve("cut.pcap"), java.util.Arrays.copyOf(whole, length));
      Result result = DtmfAnalysis.analyse(file, SETTINGS);
      assertThat(result).as("%d bytes", length).isInstanceOf(Result.Capture.class);
      int digits =
          ((Result.Capture) result).streams().stream().mapToInt(s -> s.digits().size()).sum();
      assertThat(digits)
          .isEqualTo(length == whole.length ? 2 : length < 24 + (whole.length - 24) / 2 ? 0 : 1);
    }
  }

  @Test
  void shouldSurviveDamagedCaptures() throws IOException {
    java.util.Random random = new java.util.Random(5);
    for (boolean pcapng : new boolean[] {false, true}) {
      Capture capture = new Capture(1, pcapng);
      for (int i = 0; i < 5; i++) {
        capture.add(i * 20_000L, rtp(0, i, i * 160, 1, new byte[160]));
      }
      byte[] good = capture.bytes();
      for (int round = 0; round < 300; round++) {
        byte[] bad = good.clone();
        for (int i = 0; i < 3; i++) {
          bad[4 + random.nextInt(bad.length - 4)] = (byte) random.nextInt();
        }
        Path file = Files.write(folder.resolve("bad.pcap"), bad);
        assertThat(DtmfAnalysis.analyse(file, SETTINGS)).isNotNull();
      }
    }
  }

  @Test
  void shouldSayWhyAFileCannotBeRead() {
    Path none = folder.resolve("none.wav");
    assertThat(DtmfAnalysis.analyse(none, SETTINGS))
        .isEqualTo(new Result.Unreadable(none + ": there is no such file"));
  }

  private static void append(WavWriter writer, short[] pcm) throws IOException {
    writer.append(pcm, 0, pcm.length);
  }

  private static byte[] rtp(int type, int sequence, int timestamp, int ssrc, byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER_BYTES + payload.length);
    RtpPacket.writeHeader(packet, 0, false, type, sequence, timestamp, ssrc);
    packet.put(RtpPacket.HEADER_BYTES, payload);
    return packet.array();
  }

  /** Writes captures of UDP over IPv4. */
  private static final class Capture {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final int linkType;
    private final boolean pcapng;

    Capture(int linkType, boolean pcapng) {
      this.linkType = linkType;
      this.pcapng = pcapng;
      if (pcapng) {
        write(
            little(28)
                .putInt(0x0A0D0D0A)
                .putInt(28)
                .putInt(0x1A2B3C4D)
                .putInt(1)
                .putLong(-1)
                .putInt(28));
        write(little(20).putInt(1).putInt(20).putInt(linkType).putInt(0).putInt(20));
      } else {
        write(
            little(24)
                .putInt(0xA1B2C3D4)
                .putInt(0x00040002)
                .putLong(0)
                .putInt(65535)
                .putInt(linkType));
      }
    }

    void add(long us, byte[] payload) {
      byte[] frame = frame(payload);
      if (pcapng) {
        int padded = (frame.length + 3) / 4 * 4;
        ByteBuffer block = little(32 + padded).putInt(6).putInt(32 + padded).putInt(0);
        block
            .putInt((int) (us >> 32))
            .putInt((int) us)
            .putInt(frame.length)
            .putInt(frame.length)
            .put(frame);
        write(block.putInt(28 + padded, 32 + padded));
      } else {
        ByteBuffer record =
            little(16 + frame.length).putInt((int) (us / 1_000_000)).putInt((int) (us % 1_000_000));
        write(record.putInt(frame.length).putInt(frame.length).put(frame));
      }
    }

    byte[] bytes() {
      return file.toByteArray();
    }

    private byte[] frame(byte[] payload) {
      int link =
          switch (linkType) {
            case 1 -> 14;
            case 113 -> 16;
            case 276 -> 20;
            case 0 -> 4;
            default -> 0;
          };
      ByteBuffer frame = ByteBuffer.allocate(link + 28 + payload.length);
      if (linkType == 276) {
        frame.putShort(0, (short) 0x0800);
      } else if (link >= 14) {
        frame.putShort(link - 2, (short) 0x0800);
      }
      frame.position(link).put((byte) 0x45).put((byte) 0).putShort((short) (28 + payload.length));
      frame
          .putInt(0)
          .put((byte) 64)
          .put((byte) 17)
          .putShort((short) 0)
          .putInt(0x7F000001)
          .putInt(0x7F000002);
      frame
          .putShort((short) 4000)
          .putShort((short) 5000)
          .putShort((short) (8 + payload.length))
          .putShort((short) 0);
      return frame.put(payload).array();
    }

    private void write(ByteBuffer bytes) {
      byte[] copy = new byte[bytes.capacity()];
      bytes.get(0, copy);
      file.writeBytes(copy);
    }

    private static ByteBuffer little(int bytes) {
      return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
