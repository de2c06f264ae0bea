package io.dialtree.media.engine;

import io.dialtree.media.dtmf.ToneWorkspace;
import io.dialtree.media.srtp.PacketBytes;
import java.nio.ByteBuffer;

/**
 * What all calls of one media thread share: one buffer to receive into, one to send from, one to
 * seal and open in, and the counters.
 */
final class ThreadBuffers {
  private static final int RX_BYTES = 2048; // more than an Ethernet frame holds
  private static final int TX_BYTES = 2048; // 60 ms of 16 kHz linear audio and the header
  final ByteBuffer rx = ByteBuffer.allocateDirect(RX_BYTES);
  final ByteBuffer tx = ByteBuffer.allocateDirect(TX_BYTES);
  final ConnectedIo io = new ConnectedIo(rx, tx);
  final PacketBytes bytes = new PacketBytes();
  final MediaCounters counters = new MediaCounters();
  final ToneWorkspace tones = new ToneWorkspace();
}
