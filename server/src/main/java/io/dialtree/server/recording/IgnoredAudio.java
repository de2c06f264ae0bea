package io.dialtree.server.recording;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.engine.AudioTap;
import java.nio.ByteBuffer;

/** Takes the place of a tap that has heard enough. */
public record IgnoredAudio() implements AudioTap {
  @Override
  public void onAudio(
      AudioCodec codec, ByteBuffer packet, int offset, int length, long arrivalNs) {}

  @Override
  public void onOther(ByteBuffer packet, long arrivalNs) {}
}
