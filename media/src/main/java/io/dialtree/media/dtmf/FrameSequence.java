package io.dialtree.media.dtmf;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of one stream back into the order of their sequence numbers for the tone
 * detector. Frames that are next are handed on at once; behind a gap they wait for the missing one,
 * at most {@link #WAIT_MAX_NS}.
 *
 * <p>Confined to the media thread; allocates nothing per packet.
 */
final class FrameSequence {
  /** Takes payloads in order. */
  interface Listener {
    /**
     * The next payload.
     *
     * @param afterLoss whether packets before it never came
     */
    void onFrame(
        ByteBuffer bytes,
        int offset,
        int length,
        int payloadType,
        int timestamp,
        boolean afterLoss,
        long nowNs);

    /** The numbers start anew: what follows has nothing to do with what was before. */
    void onRestart();
  }

  /** Longest wait for a missing packet; then it counts as lost. */
  static final long WAIT_MAX_NS = 40_000_000;

  // 40 ms hold at most four frames of 10 ms; as many again for a burst behind them.
  private static final int SLOTS = 8;
  // 60 ms of G.711; a longer frame behind a gap counts as lost.
  private static final int SLOT_BYTES = 480;
  // A jump of more than two seconds of 20 ms frames is a new start of the numbers.
  private static final int JUMP_MIN = 100;
  private static final int EMPTY = -1;

  private final Listener listener;
  private final WaitingFrames rooms;
  // While there is a gap; else a stream needs no room.
  private @Nullable ByteBuffer waiting;
  private final int[] lengths = new int[SLOTS];
  private final int[] payloadTypes = new int[SLOTS];
  private final int[] timestamps = new int[SLOTS];
  private int waitingCount;
  private boolean started;
  private boolean lost;
  private int expected;
  private int strange;
  private long gapSinceNs;

  FrameSequence(Listener listener, WaitingFrames rooms) {
    this.listener = listener;
    this.rooms = rooms;
    clear();
  }

  /** Forgets everything, as for a new SSRC. */
  void restart() {
    clear();
    started = false;
    listener.onRestart();
  }

  /** A packet; {@code length} 0 for one that is no audio and only takes a number. */
  void onPacket(
      ByteBuffer bytes,
      int offset,
      int length,
      int payloadType,
      int sequence,
      int timestamp,
      long nowNs) {
    if (!started) {
      started = true;
      expected = sequence;
    }
    onTick(nowNs);
    int ahead = RtpPacket.sequenceDistance(expected, sequence);
    if (Math.abs(ahead) >= JUMP_MIN) {
      ahead = jump(sequence);
    }
    if (ahead < 0) {
      return;
    }
    while (ahead >= SLOTS) {
      skipGap(nowNs);
      ahead = Math.max(0, RtpPacket.sequenceDistance(expected, sequence));
      if (waitingCount == 0 && ahead > 0) {
        lost = true;
        expected = sequence;
        ahead = 0;
      }
    }
    if (ahead == 0) {
      deliver(bytes, offset, length, payloadType, timestamp, nowNs);
      drain(nowNs);
    } else {
      keep(bytes, offset, length, payloadType, sequence, timestamp, nowNs);
    }
  }

  /** As {@link DigitReceiver#touch}. */
  int touch() {
    return expected + (waiting == null ? 0 : 1);
  }

  /** Time passes: a gap that stays open too long is a loss. */
  void onTick(long nowNs) {
    if (waitingCount > 0 && nowNs - gapSinceNs >= WAIT_MAX_NS) {
      skipGap(nowNs);
    }
  }

  // RFC 3550 appendix A.1: one packet with a strange number is noise, two in a row are a new start.
  private int jump(int sequence) {
    boolean second = sequence == ((strange + 1) & 0xFFFF);
    strange = sequence;
    if (!second) {
      return EMPTY;
    }
    restart();
    started = true;
    expected = sequence;
    return 0;
  }

  private void keep(
      ByteBuffer bytes,
      int offset,
      int length,
      int payloadType,
      int sequence,
      int timestamp,
      long nowNs) {
    int slot = sequence % SLOTS;
    if (lengths[slot] != EMPTY) {
      return;
    }
    if (waitingCount++ == 0) {
      gapSinceNs = nowNs;
    }
    int kept = length <= SLOT_BYTES ? length : 0;
    room().put(slot * SLOT_BYTES, bytes, offset, kept);
    lengths[slot] = kept;
    payloadTypes[slot] = payloadType;
    timestamps[slot] = timestamp;
  }

  private ByteBuffer room() {
    ByteBuffer room = waiting == null ? rooms.lend(SLOTS * SLOT_BYTES) : waiting;
    waiting = room;
    return room;
  }

  private void giveBack() {
    if (waiting != null) {
      rooms.takeBack(waiting);
      waiting = null;
    }
  }

  private void skipGap(long nowNs) {
    for (int i = 0; i < SLOTS && waitingCount > 0 && lengths[expected % SLOTS] == EMPTY; i++) {
      expected = (expected + 1) & 0xFFFF;
      lost = true;
    }
    drain(nowNs);
  }

  private void drain(long nowNs) {
    while (waitingCount > 0 && lengths[expected % SLOTS] != EMPTY) {
      int slot = expected % SLOTS;
      int length = lengths[slot];
      lengths[slot] = EMPTY;
      waitingCount--;
      deliver(room(), slot * SLOT_BYTES, length, payloadTypes[slot], timestamps[slot], nowNs);
    }
    if (waitingCount == 0) {
      giveBack();
    }
    gapSinceNs = nowNs;
  }

  private void deliver(
      ByteBuffer bytes, int offset, int length, int payloadType, int timestamp, long nowNs) {
    expected = (expected + 1) & 0xFFFF;
    if (length > 0) {
      listener.onFrame(bytes, offset, length, payloadType, timestamp, lost, nowNs);
      lost = false;
    }
  }

  private void clear() {
    giveBack();
    java.util.Arrays.fill(lengths, EMPTY);
    waitingCount = 0;
    lost = false;
    strange = EMPTY;
  }
}
