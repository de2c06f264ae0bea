package io.dialtree.scenarios.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sound made by numbers: sines, keys in-band, and files of both. Stateless; any thread. */
public final class Sound {
  /** Amplitude of each sine, about -10 dBm0: what a phone sends and what a prompt may have. */
  private static final double AMPLITUDE = 7_000;

  private static final int[] ROW_HZ = {697, 770, 852, 941};
  private static final int[] COLUMN_HZ = {1209, 1336, 1477, 1633};
  private static final String KEYS = "123A456B789C*0#D";

  private Sound() {}

  /** Returns the sum of sines of the given frequencies. */
  public static short[] sines(int sampleRateHz, int lengthMs, int... hz) {
    short[] pcm = new short[sampleRateHz * lengthMs / 1000];
    for (int i = 0; i < pcm.length; i++) {
      double sum = 0;
      for (int frequency : hz) {
        sum += Math.sin(2 * Math.PI * frequency * i / sampleRateHz);
      }
      pcm[i] = (short) Math.round(AMPLITUDE * sum);
    }
    return pcm;
  }

  /** Returns a key as its two tones of ITU-T Q.23, at 8 kHz. */
  public static short[] key(char key, int lengthMs) {
    int place = KEYS.indexOf(key);
    if (place < 0) {
      throw new IllegalArgumentException("no key '" + key + "'; the keys are " + KEYS);
    }
    return sines(8000, lengthMs, ROW_HZ[place / 4], COLUMN_HZ[place % 4]);
  }

  /** Returns silence at 8 kHz. */
  public static short[] silence(int lengthMs) {
    return new short[8 * lengthMs];
  }

  /** Writes a 16-bit WAV; each sample goes to every channel. */
  public static void writeWav(Path file, short[] pcm, int sampleRateHz, int channels)
      throws IOException {
    int bytes = pcm.length * 2 * channels;
    ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) channels).putInt(sampleRateHz);
    wav.putInt(sampleRateHz * 2 * channels).putShort((short) (2 * channels)).putShort((short) 16);
    wav.put(ascii("data")).putInt(bytes);
    for (short sample : pcm) {
      for (int channel = 0; channel < channels; channel++) {
        wav.putShort(sample);
      }
    }
    Files.write(file, wav.array());
  }

  /** Reads a 16-bit WAV of one channel; what follows its data chunk's header is sound. */
  public static short[] readWav(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("data") + 8;
    if (data < 8) {
      return new short[0];
    }
    ByteBuffer samples = ByteBuffer.wrap(bytes, data, bytes.length - data).slice();
    short[] pcm = new short[samples.remaining() / 2];
    samples.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
    return pcm;
  }

  /** Writes headerless G.711, the form SIPp's rtp_stream plays. */
  public static void writeG711(Path file, G711 law, short[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (short[] part : parts) {
      for (short sample : part) {
        out.write(law.encode(sample));
      }
    }
    Files.write(file, out.toByteArray());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
