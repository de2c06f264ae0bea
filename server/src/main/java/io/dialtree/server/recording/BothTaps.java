package io.dialtree.server.recording;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.engine.AudioTap;
import java.nio.ByteBuffer;

/** Two that see the same packets, as a message that is recorded in a recorded call. */
public record BothTaps(AudioTap first, AudioTap second) implements AudioTap {
  @Override
  public void onAudio(AudioCodec codec, ByteBuffer packet, int offset, int length, long arrivalNs) {
    first.onAudio(codec, packet, offset, length, arrivalNs);
    second.onAudio(codec, packet, offset, length, arrivalNs);
  }

  @Override
  public void onOther(ByteBuffer packet, long arrivalNs) {
    first.onOther(packet, arrivalNs);
    second.onOther(packet, arrivalNs);
  }
}
