package io.dialtree.media.play;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * One prompt, encoded once to every codec's payload and shared by all calls that play it.
 * Immutable; any thread may read it with absolute gets.
 */
public final class Clip {
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
    Map<AudioCodec, ByteBuffer> payloads = new HashMap<>();
    for (AudioCodec codec : Codecs.all()) {
      byte[] bytes = new byte[pcm.length];
      int length = codec.encode(pcm, 0, pcm.length, bytes, 0);
      ByteBuffer slab = ByteBuffer.allocateDirect(length);
      slab.put(0, bytes, 0, length);
      payloads.put(codec, slab.asReadOnlyBuffer());
    }
    return new Clip(name, pcm.length / 8, payloads);
  }

  /** The prompt's name. */
  public String name() {
    return name;
  }

  /** Length in milliseconds. */
  public int durationMs() {
    return durationMs;
  }

  /** The whole prompt as payload of this codec; read it with absolute gets only. */
  ByteBuffer payload(AudioCodec codec) {
    ByteBuffer payload = payloads.get(codec);
    if (payload == null) {
      throw new IllegalArgumentException(
          "clip " + name + " is not encoded for " + codec.encodingName());
    }
    return payload;
  }
}
