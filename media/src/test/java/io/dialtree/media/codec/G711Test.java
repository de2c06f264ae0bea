package io.dialtree.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.Random;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {
  @ParameterizedTest
  @EnumSource(G711.class)
  void shouldEncodeEveryDecodedValueToItself(G711 law) {
    for (int code = 0; code < 256; code++) {
      byte again = law.encodeSample(law.decodeByte(code));
      // u-law has a positive and a negative zero; both mean silence.
      if (law.decodeByte(code) != 0) {
        assertThat(again & 0xFF).as("code %d", code).isEqualTo(code);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void shouldNeverBeFurtherFromASampleThanHalfAStep(G711 law) {
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      int error = Math.abs(law.decodeByte(law.encodeSample(sample)) - sample);
      assertThat(error)
          .as("sample %d", sample)
          .isLessThanOrEqualTo(Math.max(8, Math.abs(sample) / 31 + 5));
    }
  }

  // Values of the tables in ITU-T G.711, scaled to 16 bits.
  @ParameterizedTest
  @CsvSource({
    "PCMU,0,0xFF",
    "PCMU,32767,0x80",
    "PCMU,-32768,0x00",
    "PCMA,0,0xD5",
    "PCMA,32767,0xAA",
    "PCMA,-32768,0x2A"
  })
  void shouldEncodeTheCornersAsTheStandardSays(G711 law, int sample, int code) {
    assertThat(law.encodeSample(sample) & 0xFF).isEqualTo(code);
  }

  @Test
  void shouldEncodeUlawAsLibjitsiDoes() {
    short[] ramp = ramp();
    byte[] theirs = libjitsi(new org.jitsi.impl.neomedia.codec.audio.ulaw.JavaEncoder(), ramp);
    for (int i = 0; i < ramp.length; i++) {
      assertThat(G711.PCMU.encodeSample(ramp[i])).as("sample %d", ramp[i]).isEqualTo(theirs[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void shouldDecodeAsTheJdkDoes(G711 law) throws IOException {
    byte[] codes = new byte[256];
    for (int i = 0; i < 256; i++) {
      codes[i] = (byte) i;
    }
    Encoding encoding = law == G711.PCMU ? Encoding.ULAW : Encoding.ALAW;
    AudioFormat format = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
    var stream = new AudioInputStream(new ByteArrayInputStream(codes), format, 256);
    byte[] pcm = AudioSystem.getAudioInputStream(Encoding.PCM_SIGNED, stream).readAllBytes();
    ShortBuffer theirs = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    for (int i = 0; i < 256; i++) {
      assertThat(law.decodeByte(i)).as("code %d", i).isEqualTo(theirs.get(i));
    }
  }

  @Test
  void shouldDecodeFromAnyOffset() {
    short[] out = new short[4];
    G711.PCMU.decode(ByteBuffer.wrap(new byte[] {0, 0, (byte) 0xFF, (byte) 0x80}), 2, 2, out, 1);
    assertThat(out).containsExactly((short) 0, (short) 0, (short) 32124, (short) 0);
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void payloadsOfAnyLengthDecodeByteByByteWhateverTheOrderOfTheBuffer(G711 law) {
    byte[] payload = new byte[43];
    new Random(1).nextBytes(payload);
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      short[] out = new short[payload.length];
      law.decode(ByteBuffer.wrap(payload).order(order), 0, payload.length, out, 0);
      for (int i = 0; i < payload.length; i++) {
        assertThat(out[i]).as("byte %d, %s", i, order).isEqualTo(law.decodeByte(payload[i] & 0xFF));
      }
    }
  }

  private static short[] ramp() {
    short[] ramp = new short[65536];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (short) (i + Short.MIN_VALUE);
    }
    return ramp;
  }

  private static byte[] libjitsi(com.ibm.media.codec.audio.AudioCodec encoder, short[] pcm) {
    ByteBuffer bytes = ByteBuffer.allocate(pcm.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pcm);
    var format =
        new javax.media.format.AudioFormat(
            javax.media.format.AudioFormat.LINEAR,
            8000,
            16,
            1,
            javax.media.format.AudioFormat.LITTLE_ENDIAN,
            javax.media.format.AudioFormat.SIGNED);
    encoder.setInputFormat(format);
    var in = new javax.media.Buffer();
    in.setData(bytes.array());
    in.setLength(bytes.capacity());
    in.setFormat(format);
    var out = new javax.media.Buffer();
    encoder.process(in, out);
    return (byte[]) out.getData();
  }
}
