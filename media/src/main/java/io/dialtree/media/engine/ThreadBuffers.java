package io.dialtree.media.engine;

import io.dialtree.media.dtmf.ToneWorkspace;
import io.dialtree.media.srtp.PacketBytes;
import java.nio.ByteBuffer;

/**
 * What all calls of one media thread share: buffers to receive into and to send from, one to seal
 * and open in, and the counters.
 */
final class ThreadBuffers {
  final SocketBatch batch = new SocketBatch();
  final PacketBytes bytes = new PacketBytes();
  final MediaCounters counters = new MediaCounters();
  final ToneWorkspace tones = new ToneWorkspace();

  /** What the call that is visited receives into. */
  ByteBuffer rx() {
    return batch.rx();
  }

  /** What it sends from. */
  ByteBuffer tx() {
    return batch.tx();
  }
}
