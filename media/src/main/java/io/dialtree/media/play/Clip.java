package io.dialtree.media.play;

import io.dialtree.media.audio.Resampler;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.codec.PieceJoin;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One prompt, encoded once to the payload of each codec and shared by all calls that play it.
 * Immutable; any thread may read it with absolute gets.
 */
public final class Clip {
  private static final Encoded NOTHING = new Encoded(ByteBuffer.allocateDirect(0), PieceEnds.NONE);

  /** A codec's payload, and what joins it to others. */
  private record Encoded(ByteBuffer payload, PieceEnds ends) {}

  private final String name;
  private final int durationMs;
  private final Map<AudioCodec, Encoded> byCodec;

  private Clip(String name, int durationMs, Map<AudioCodec, Encoded> byCodec) {
    this.name = name;
    this.durationMs = durationMs;
    this.byCodec = byCodec;
  }

  /**
   * Encodes linear audio for every codec.
   *
   * @param name for logs and listings
   * @param pcm 16-bit mono samples at 8000 Hz
   */
  public static Clip encode(String name, short[] pcm) {
    return encode(name, pcm, AudioCodec.NARROWBAND_RATE, Codecs.all());
  }

  /**
   * Encodes linear audio for some codecs, each at its own rate.
   *
   * @param name for logs and listings
   * @param pcm 16-bit mono samples
   * @param sampleRate of {@code pcm}, in Hz
   * @param codecs those that calls may use; a call with another hears nothing of this clip
   */
  public static Clip encode(
      String name, short[] pcm, int sampleRate, Collection<AudioCodec> codecs) {
    Map<Integer, short[]> byRate = new HashMap<>();
    Map<AudioCodec, Encoded> byCodec = new HashMap<>();
    for (AudioCodec codec : codecs) {
      short[] samples =
          byRate.computeIfAbsent(
              codec.sampleRate(), rate -> Resampler.resample(pcm, sampleRate, rate));
      byCodec.put(codec, encoded(samples, codec));
    }
    return new Clip(name, (int) (pcm.length * 1000L / sampleRate), byCodec);
  }

  private static Encoded encoded(short[] pcm, AudioCodec codec) {
    return codec
        .join()
        .map(join -> joinable(pcm, codec, join))
        .orElseGet(() -> new Encoded(direct(codec.encodePiece(pcm)), PieceEnds.NONE));
  }

  /** A codec that codes samples in pairs would put silence behind an odd one. */
  private static Encoded joinable(short[] pcm, AudioCodec codec, PieceJoin join) {
    short[] even = Arrays.copyOf(pcm, pcm.length & ~1);
    return new Encoded(direct(codec.encodePiece(even)), PieceEnds.of(even, join.samples()));
  }

  static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(0, bytes).asReadOnlyBuffer();
  }

  /**
   * The same prompt louder or softer; what gets too loud is clipped. Takes its time: it is decoded
   * and encoded again.
   */
  public Clip atVolume(int volumeDb) {
    double factor = Math.pow(10, volumeDb / 20.0);
    Map<AudioCodec, Encoded> scaled = new HashMap<>();
    byCodec.forEach((codec, encoded) -> {
      short[] pcm = codec.decodePiece(encoded.payload());
      for (int i = 0; i < pcm.length; i++) {
        long sample = Math.round(pcm[i] * factor);
        pcm[i] = (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
      }
      scaled.put(codec, encoded(pcm, codec));
    });
    return new Clip(name, durationMs, scaled);
  }

  /** The prompt's name. */
  public String name() {
    return name;
  }

  /** Length in milliseconds. */
  public int durationMs() {
    return durationMs;
  }

  /** The codecs that it is encoded for. */
  Set<AudioCodec> codecs() {
    return byCodec.keySet();
  }

  /**
   * The whole prompt as payload of this codec; read it with absolute gets only. Empty when it is
   * not encoded for this codec: a media thread goes on without it rather than fail.
   */
  ByteBuffer payload(AudioCodec codec) {
    return byCodec.getOrDefault(codec, NOTHING).payload();
  }

  /** What joins it to others in a codec with a memory. */
  PieceEnds ends(AudioCodec codec) {
    return byCodec.getOrDefault(codec, NOTHING).ends();
  }
}
