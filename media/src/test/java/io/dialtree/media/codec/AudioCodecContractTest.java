package io.dialtree.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.dialtree.media.tone.FrequencyMeter;
import io.dialtree.media.tone.Level;
import io.dialtree.media.tone.ToneGenerator;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    String name = codec.encodingName().toLowerCase(Locale.ROOT);
    assertThat(Codecs.named(name)).contains(codec);
    assertThat(Codecs.find(name, codec.clockRate())).contains(codec);
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
  void shouldKeepSilenceSilent(AudioCodec codec) {
    short[] back = thereAndBack(codec, new short[codec.sampleRate() / 5]);
    for (short sample : back) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo(8);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldDecodeItsSilenceByteToSilence(AudioCodec codec) {
    byte[] payload = new byte[codec.payloadBytes(20)];
    Arrays.fill(payload, codec.silence());
    short[] pcm = new short[codec.sampleRate() / 50];
    int samples = codec.decode(ByteBuffer.wrap(payload), 0, payload.length, pcm, 0);
    assertThat(samples).isEqualTo(pcm.length);
    assertThat(Level.ofAudio(pcm, 0, samples)).isLessThan(-60);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldJoinPiecesWithoutAClick(AudioCodec codec) {
    byte[] low = codec.encodePiece(new ToneGenerator(codec.sampleRate()).sine(400, -10, 300));
    byte[] high = codec.encodePiece(new ToneGenerator(codec.sampleRate()).sine(1000, -10, 300));
    ByteBuffer stream = ByteBuffer.allocate(low.length + 2 * high.length + codec.payloadBytes(20));
    stream.put(low).put(high).put(high);
    while (stream.hasRemaining()) {
      stream.put(codec.silence());
    }
    short[] pcm = new short[codec.sampleRate() * 11 / 10];
    int samples = codec.decode(stream, 0, stream.capacity(), pcm, 0);
    int window = codec.sampleRate() / 100;
    for (int at = 0; at + window <= samples; at += window / 2) {
      double above = FrequencyMeter.levelDbm0(pcm, at, window, codec.sampleRate(), 3000);
      assertThat(above).as("at %d ms", at * 1000 / codec.sampleRate()).isLessThan(-30);
    }
    int end = samples - codec.sampleRate() / 5;
    assertThat(FrequencyMeter.strongestHz(pcm, end, codec.sampleRate() / 10, codec.sampleRate()))
        .isEqualTo(1000);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aPieceIsDecodedToTheAudioItWasMadeOf(AudioCodec codec) {
    short[] tone = new ToneGenerator(codec.sampleRate()).sine(800, -12, 400);
    byte[] piece = codec.encodePiece(tone);
    short[] decoded = codec.decodePiece(ByteBuffer.wrap(piece));
    int rate = codec.sampleRate();
    assertThat(decoded.length).isBetween(tone.length, tone.length + rate / 50);
    for (int at = rate / 20; at + rate / 20 <= tone.length - rate / 20; at += rate / 20) {
      assertThat(FrequencyMeter.levelDbm0(decoded, at, rate / 20, rate, 800))
          .isBetween(-13.0, -11.0);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldMakeNothingOfNothing(AudioCodec codec) {
    assertThat(codec.encodePiece(new short[0])).isEmpty();
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

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldCodeAStreamInPiecesAsInOne(AudioCodec codec) {
    short[] tone = new ToneGenerator(codec.sampleRate()).sine(440, -10, 200);
    byte[] whole = new byte[codec.payloadBytes(200)];
    byte[] pieces = new byte[whole.length];
    codec.encode(tone, 0, tone.length, whole, 0);
    AudioEncoder encoder = codec.newEncoder();
    int frame = codec.sampleRate() / 50;
    int at = 0;
    for (int i = 0; i < tone.length; i += frame) {
      at += encoder.encode(tone, i, frame, pieces, at);
    }
    assertThat(pieces).isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldKeepTheStreamsOfTwoCallsApart(AudioCodec codec) {
    short[] tone = new ToneGenerator(codec.sampleRate()).sine(440, -10, 20);
    byte[] payload = new byte[codec.payloadBytes(20)];
    codec.encode(tone, 0, tone.length, payload, 0);
    short[] first = new short[tone.length];
    short[] second = new short[tone.length];
    AudioDecoder busy = codec.newDecoder();
    busy.decode(ByteBuffer.wrap(payload), 0, payload.length, first, 0);
    codec.newDecoder().decode(ByteBuffer.wrap(payload), 0, payload.length, second, 0);
    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldGiveDetectorsEightKilohertzOfTheSameAudio(AudioCodec codec) {
    short[] tone = new ToneGenerator(codec.sampleRate()).sine(1477, -10, 200);
    byte[] payload = new byte[codec.payloadBytes(200)];
    codec.encode(tone, 0, tone.length, payload, 0);
    short[] pcm = new short[1600];
    int samples =
        codec.newNarrowbandDecoder().decode(ByteBuffer.wrap(payload), 0, payload.length, pcm, 0);
    assertThat(samples).isEqualTo(1600);
    assertThat(FrequencyMeter.levelDbm0(pcm, 8000, 1477)).isBetween(-10.5, -9.5);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void shouldNotAllocateForAFrame(AudioCodec codec) {
    AudioDecoder wide = codec.newDecoder();
    AudioDecoder narrow = codec.newNarrowbandDecoder();
    AudioEncoder encoder = codec.newEncoder();
    ByteBuffer payload = ByteBuffer.allocate(codec.payloadBytes(20));
    short[] pcm = new short[codec.sampleRate() / 50];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = -1;
    for (int block = 0; block < 5 && allocated != 0; block++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 2000; i++) {
        encoder.encode(pcm, 0, pcm.length, payload.array(), 0);
        wide.decode(payload, 0, payload.capacity(), pcm, 0);
        narrow.decode(payload, 0, payload.capacity(), pcm, 0);
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated).isZero();
  }

  private static short[] thereAndBack(AudioCodec codec, short[] pcm) {
    byte[] payload = new byte[pcm.length * 2];
    int bytes = codec.encode(pcm, 0, pcm.length, payload, 0);
    short[] back = new short[pcm.length];
    codec.decode(ByteBuffer.wrap(payload), 0, bytes, back, 0);
    return back;
  }
}
