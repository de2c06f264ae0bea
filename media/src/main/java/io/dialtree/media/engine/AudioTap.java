package io.dialtree.media.engine;

import io.dialtree.media.codec.AudioCodec;
import java.nio.ByteBuffer;

/**
 * Sees every packet of one call, as it came: in any order, some twice, some never. A {@link
 * io.dialtree.media.jitter.JitterBuffer} makes even audio of them. Called on the media thread: copy
 * and return.
 */
public interface AudioTap {
  /**
   * A packet of audio. It stands in {@code packet}, with its RTP header at 0 and {@code length}
   * bytes of payload from {@code offset} on; valid only during the call.
   *
   * @param arrivalNs when it came, as {@link System#nanoTime()} tells
   */
  void onAudio(AudioCodec codec, ByteBuffer packet, int offset, int length, long arrivalNs);

  /**
   * A packet that has a number in the stream but no audio: a telephone-event or comfort noise. Its
   * RTP header stands at 0 of {@code packet}.
   */
  void onOther(ByteBuffer packet, long arrivalNs);
}
