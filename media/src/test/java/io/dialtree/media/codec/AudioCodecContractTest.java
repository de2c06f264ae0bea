package io.dialtree.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.tone.FrequencyMeter;
import io.dialtree.media.tone.ToneGenerator;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every codec promises, whatever its algorithm. */
class AudioCodecContractTest {
  static List<AudioCodec> codecs() {
    return Codecs.all();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldBeFoundByItsNameInAnyCase(AudioCodec codec) {
    assertThat(Codecs.byName(codec.encodingName().toLowerCase(java.util.Locale.ROOT)))
        .contains(codec);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldKeepTheLevelAndFrequencyOfATone(AudioCodec codec) {
    short[] tone = new ToneGenerator(codec.sampleRate()).sine(440, -10, 200);
    short[] back = thereAndBack(codec, tone);
    assertThat(FrequencyMeter.levelDbm0(back, codec.sampleRate(), 440)).isBetween(-10.5, -9.5);
    assertThat(FrequencyMeter.strongestHz(back, 0, back.length, codec.sampleRate())).isEqualTo(440);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldDecodeItsSilenceByteToSilence(AudioCodec codec) {
    byte[] payload = new byte[codec.payloadBytes(20)];
    java.util.Arrays.fill(payload, codec.silence());
    short[] pcm = new short[codec.sampleRate() / 50];
    int samples = codec.decode(ByteBuffer.wrap(payload), 0, payload.length, pcm, 0);
    assertThat(samples).isEqualTo(pcm.length);
    for (short sample : pcm) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo(8);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldCountTicksOfAPayload(AudioCodec codec) {
    assertThat(codec.payloadTicks(codec.payloadBytes(20))).isEqualTo(codec.clockRate() / 50);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldLeaveTheBuffersPositionAlone(AudioCodec codec) {
    ByteBuffer payload = ByteBuffer.allocate(codec.payloadBytes(10) + 5);
    codec.decode(payload, 5, codec.payloadBytes(10), new short[960], 3);
    assertThat(payload.position()).isZero();
  }

  private static short[] thereAndBack(AudioCodec codec, short[] pcm) {
    byte[] payload = new byte[pcm.length * 2];
    int bytes = codec.encode(pcm, 0, pcm.length, payload, 0);
    short[] back = new short[pcm.length];
    codec.decode(ByteBuffer.wrap(payload), 0, bytes, back, 0);
    return back;
  }
}
