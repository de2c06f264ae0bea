package io.dialtree.media.dtmf;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Room for frames that wait behind a gap, lent to one stream at a time: few streams of a thread
 * have a gap at the same moment. Allocates when more than ever before have one. Confined to the
 * media thread.
 */
final class WaitingFrames {
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

  ByteBuffer lend(int bytes) {
    ByteBuffer room = free.poll();
    return room == null ? ByteBuffer.allocate(bytes) : room;
  }

  void takeBack(ByteBuffer room) {
    free.push(room);
  }
}
