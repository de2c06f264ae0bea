package io.dialtree.media.engine;

import io.dialtree.media.codec.AudioCodec;
import java.nio.ByteBuffer;

/** Sees every audio packet of one call. Called on the media thread: copy and return. */
public interface AudioTap {
  /**
   * One packet's payload stands in {@code packet} from {@code offset}; valid only during the call.
   */
  void onAudio(AudioCodec codec, ByteBuffer packet, int offset, int length, int timestamp);
}
