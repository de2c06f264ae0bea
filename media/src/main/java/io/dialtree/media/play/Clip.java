package io.dialtree.media.play;

import io.dialtree.media.audio.Resampler;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * One prompt, encoded once to the payload of each codec and shared by all calls that play it.
 * Immutable; any thread may read it with absolute gets.
 */
public final class Clip {
  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

  private final String name;
  private final int durationMs;
  private final Map<AudioCodec, ByteBuffer> payloads;

  private Clip(String name, int durationMs, Map<AudioCodec, ByteBuffer> payloads) {
    this.name = name;
    this.durationMs = durationMs;
    this.payloads = payloads;
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
    Map<AudioCodec, ByteBuffer> payloads = new HashMap<>();
    for (AudioCodec codec : codecs) {
      short[] samples =
          byRate.computeIfAbsent(
              codec.sampleRate(), rate -> Resampler.resample(pcm, sampleRate, rate));
      payloads.put(codec, payload(samples, codec));
    }
    return new Clip(name, (int) (pcm.length * 1000L / sampleRate), payloads);
  }

  private static ByteBuffer payload(short[] pcm, AudioCodec codec) {
    byte[] bytes = codec.encodePiece(pcm);
    return ByteBuffer.allocateDirect(bytes.length).put(0, bytes).asReadOnlyBuffer();
  }

  /** The prompt's name. */
  public String name() {
    return name;
  }

  /** Length in milliseconds. */
  public int durationMs() {
    return durationMs;
  }

  /**
   * The whole prompt as payload of this codec; read it with absolute gets only. Empty when it is
   * not encoded for this codec: a media thread goes on without it rather than fail.
   */
  ByteBuffer payload(AudioCodec codec) {
    return payloads.getOrDefault(codec, NOTHING);
  }
}
