package io.dialtree.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.tone.ToneGenerator;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as tones in codecs whose audio is not at 8 kHz. */
class WidebandDigitsTest {
  private static final int PAYLOAD_TYPE = 96;
  private static final String KEYS = "159D#80*";
  private static final int PTIME_MS = 20;

  private final StringBuilder heard = new StringBuilder();

  @ParameterizedTest
  @CsvSource({"G722, 8000", "L16, 16000", "L16, 8000"})
  void shouldHearEveryKeyOnce(String name, int clockRate) {
    AudioCodec codec = Codecs.find(name, clockRate).orElseThrow();
    DigitReceiver receiver =
        new DigitReceiver(
            new DigitSettings(
                DigitMode.AUTO, Map.of(), Map.of(PAYLOAD_TYPE, codec), OptionalInt.empty()),
            (digit, source, durationMs, atNs) -> heard.append(digit));
    send(receiver, codec, keys(codec.sampleRate()));
    assertThat(heard).hasToString(KEYS);
  }

  private static short[] keys(int sampleRate) {
    ToneGenerator tones = new ToneGenerator(sampleRate);
    int slot = tones.samples(160);
    short[] pcm = new short[slot * (KEYS.length() + 2)];
    for (int i = 0; i < KEYS.length(); i++) {
      char key = KEYS.charAt(i);
      short[] tone = tones.dual(Keypad.lowHz(key), -10, Keypad.highHz(key), -10, 80);
      System.arraycopy(tone, 0, pcm, slot * (i + 1), tone.length);
    }
    return pcm;
  }

  private static void send(DigitReceiver receiver, AudioCodec codec, short[] pcm) {
    byte[] payload = codec.encodePiece(pcm);
    int bytes = codec.payloadBytes(PTIME_MS);
    ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER_BYTES + bytes);
    for (int i = 0; (i + 1) * bytes <= payload.length; i++) {
      long nowNs = i * (PTIME_MS * 1_000_000L);
      int timestamp = i * codec.clockRate() / 1000 * PTIME_MS;
      RtpPacket.writeHeader(packet, 0, i == 0, PAYLOAD_TYPE, i, timestamp, 7);
      packet.put(RtpPacket.HEADER_BYTES, payload, i * bytes, bytes);
      receiver.onPacket(packet, 0, packet.capacity(), nowNs);
      receiver.onTick(nowNs);
    }
  }
}
