package io.dialtree.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dialtree.media.codec.G711;
import io.dialtree.media.tone.FrequencyMeter;
import io.dialtree.media.tone.ToneGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24, 32})
  void shouldReadWavOfEveryDepth(int bits) throws IOException {
    Path file = folder.resolve("tone.wav");
    writeLinear(file, AudioFileFormat.Type.WAVE, bits, 2, 16_000, false);
    assertTone(AudioFile.read(file), 16_000);
  }

  @ParameterizedTest
  @CsvSource({"AIFF,true", "AU,true", "WAVE,false"})
  void shouldReadTheContainersOfTheJdk(String type, boolean bigEndian) throws IOException {
    Path file = folder.resolve("tone");
    AudioFileFormat.Type container =
        "AIFF".equals(type)
            ? AudioFileFormat.Type.AIFF
            : "AU".equals(type) ? AudioFileFormat.Type.AU : AudioFileFormat.Type.WAVE;
    writeLinear(file, container, 16, 1, 44_100, bigEndian);
    assertTone(AudioFile.read(file), 44_100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PCMU", "PCMA"})
  void shouldReadWavOfBothLaws(String name) throws IOException {
    G711 law = G711.valueOf(name);
    short[] tone = new ToneGenerator(8000).sine(440, -10, 300);
    byte[] bytes = new byte[tone.length];
    law.encode(tone, 0, tone.length, bytes, 0);
    Encoding encoding = law == G711.PCMU ? Encoding.ULAW : Encoding.ALAW;
    Path file = folder.resolve("law.wav");
    write(
        file,
        AudioFileFormat.Type.WAVE,
        new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false),
        bytes);
    assertTone(AudioFile.read(file), 8000);
  }

  @Test
  void shouldReadWavOfFloats() throws IOException {
    short[] tone = new ToneGenerator(8000).sine(440, -10, 300);
    ByteBuffer bytes = ByteBuffer.allocate(4 * tone.length).order(ByteOrder.LITTLE_ENDIAN);
    for (short sample : tone) {
      bytes.putFloat(sample / 32767f);
    }
    Path file = folder.resolve("float.wav");
    write(
        file,
        AudioFileFormat.Type.WAVE,
        new AudioFormat(Encoding.PCM_FLOAT, 8000, 32, 1, 4, 8000, false),
        bytes.array());
    assertTone(AudioFile.read(file), 8000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp3", "ogg", "flac"})
  void shouldReadCompressedFormats(String suffix) throws IOException {
    try (var in = AudioFileTest.class.getResourceAsStream("tone440." + suffix)) {
      assertThat(in).as("test resource").isNotNull();
      AudioRead read = AudioFile.read(in, "tone440." + suffix);
      assertThat(read).isInstanceOf(AudioRead.Pcm.class);
      AudioRead.Pcm pcm = (AudioRead.Pcm) read;
      int middle = pcm.samples().length / 4;
      assertThat(FrequencyMeter.levelDbm0(pcm.samples(), middle, 2 * middle, pcm.sampleRate(), 440))
          .isCloseTo(-10, within(0.7));
      assertThat(pcm.durationMs()).isBetween(290.0, 420.0);
    }
  }

  @Test
  void shouldWriteWhatItReads() throws IOException {
    Path file = folder.resolve("written.wav");
    short[] tone = new ToneGenerator(8000).sine(440, -10, 300);
    try (WavWriter writer = WavWriter.create(file, 8000)) {
      writer.append(tone, 0, 1000);
      writer.append(tone, 1000, tone.length - 1000);
    }
    AudioRead read = AudioFile.read(file);
    assertThat(read).isInstanceOf(AudioRead.Pcm.class);
    assertThat(((AudioRead.Pcm) read).samples()).containsExactly(tone);
  }

  @Test
  void shouldSayWhatIsWrongInsteadOfThrowing() throws IOException {
    Path text = Files.writeString(folder.resolve("readme.wav"), "not audio at all");
    assertThat(AudioFile.read(text))
        .isEqualTo(
            new AudioRead.Rejected(
                text + ": not a format we read (WAV, AU, AIFF, MP3, Ogg Vorbis, FLAC)"));
    Path none = folder.resolve("none.wav");
    assertThat(AudioFile.read(none))
        .isEqualTo(new AudioRead.Rejected(none + ": there is no such file"));
  }

  @Test
  void shouldSurviveDamagedFiles() throws IOException {
    Path file = folder.resolve("tone.wav");
    writeLinear(file, AudioFileFormat.Type.WAVE, 16, 1, 8000, false);
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(11);
    for (int round = 0; round < 60; round++) {
      byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length));
      for (int i = 0; i < 4 && bad.length > 0; i++) {
        bad[random.nextInt(Math.min(bad.length, 60))] = (byte) random.nextInt();
      }
      assertThat(AudioFile.read(new ByteArrayInputStream(bad), "damaged")).isNotNull();
    }
  }

  private static void assertTone(AudioRead read, int rate) {
    assertThat(read).isInstanceOf(AudioRead.Pcm.class);
    AudioRead.Pcm pcm = (AudioRead.Pcm) read;
    assertThat(pcm.sampleRate()).isEqualTo(rate);
    assertThat(pcm.durationMs()).isCloseTo(300, within(1.0));
    int middle = pcm.samples().length / 4;
    assertThat(FrequencyMeter.levelDbm0(pcm.samples(), middle, 2 * middle, rate, 440))
        .isCloseTo(-10, within(0.3));
  }

  private static void writeLinear(
      Path file, AudioFileFormat.Type type, int bits, int channels, int rate, boolean bigEndian)
      throws IOException {
    short[] tone = new ToneGenerator(rate).sine(440, -10, 300);
    int bytes = bits / 8;
    byte[] data = new byte[tone.length * channels * bytes];
    for (int i = 0; i < tone.length * channels; i++) {
      int value = tone[i / channels] << 16;
      for (int b = 0; b < bytes; b++) {
        int place = bigEndian ? b : bytes - 1 - b;
        int part = value >> (24 - 8 * b);
        data[i * bytes + place] = (byte) (bits == 8 ? part + 128 : part);
      }
    }
    Encoding encoding = bits == 8 ? Encoding.PCM_UNSIGNED : Encoding.PCM_SIGNED;
    write(
        file,
        type,
        new AudioFormat(encoding, rate, bits, channels, bytes * channels, rate, bigEndian),
        data);
  }

  private static void write(Path file, AudioFileFormat.Type type, AudioFormat format, byte[] data)
      throws IOException {
    var stream =
        new AudioInputStream(
            new ByteArrayInputStream(data), format, data.length / format.getFrameSize());
    AudioSystem.write(stream, type, file.toFile());
  }

  @Test
  void zerosAreNoFormatWeRead() {
    AudioRead read = AudioFile.read(new ByteArrayInputStream(new byte[200_000]), "zeros");
    assertThat(read)
        .isInstanceOfSatisfying(
            AudioRead.Rejected.class,
            rejected -> assertThat(rejected.reason()).startsWith("zeros: not a format we read"));
  }
}
