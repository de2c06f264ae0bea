package io.dialtree.server.load;

import io.dialtree.media.engine.ConnectedIo;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Instant;

/**
 * Reads what waits in a connected socket, several packets in a call, each with its time of arrival.
 * On Linux the kernel notes that time itself when a socket is {@linkplain #stamp stamped}, so that
 * it stays true however late the packet is read; elsewhere it is the time of the reading. Times are
 * nanoseconds of the wall clock, since 1970. Confined to one thread; allocates nothing per packet.
 */
final class ArrivalReader {
  /** Packets of a call, at most. */
  static final int PACKETS_MAX = 8;

  private static final int PACKET_BYTES = 2048;

  // struct mmsghdr, iovec, cmsghdr and timespec as Linux lays them out on processors of 64 bits.
  private static final long MESSAGE_BYTES = 64;
  private static final long VECTOR_AT = 16;
  private static final long VECTORS_AT = 24;
  private static final long CONTROL_AT = 32;
  private static final long CONTROL_LENGTH_AT = 40;
  private static final long LENGTH_AT = 56;
  private static final long VECTOR_BYTES = 16;
  private static final long CONTROL_BYTES = 32;
  private static final long CONTROL_TYPE_AT = 12;
  private static final long SECONDS_AT = 16;
  private static final long NANOS_AT = 24;
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private final ByteBuffer[] packets = new ByteBuffer[PACKETS_MAX];
  private final int[] lengths = new int[PACKETS_MAX];
  private final long[] arrivals = new long[PACKETS_MAX];
  private final MemorySegment messages;
  private final MemorySegment controls;

  ArrivalReader() {
    Arena arena = Arena.ofAuto();
    messages = arena.allocate(MESSAGE_BYTES * PACKETS_MAX, Long.BYTES);
    controls = arena.allocate(CONTROL_BYTES * PACKETS_MAX, Long.BYTES);
    MemorySegment vectors = arena.allocate(VECTOR_BYTES * PACKETS_MAX, Long.BYTES);
    for (int i = 0; i < PACKETS_MAX; i++) {
      packets[i] = ByteBuffer.allocateDirect(PACKET_BYTES);
      long vector = VECTOR_BYTES * i;
      vectors.set(ValueLayout.JAVA_LONG, vector, MemorySegment.ofBuffer(packets[i]).address());
      vectors.set(ValueLayout.JAVA_LONG, vector + Long.BYTES, PACKET_BYTES);
      putMessageLong(i, VECTOR_AT, vectors.address() + vector);
      putMessageLong(i, VECTORS_AT, 1);
      putMessageLong(i, CONTROL_AT, controls.address() + CONTROL_BYTES * i);
    }
  }

  /** Asks the kernel to note when this socket's packets arrive; false where it does not. */
  static boolean stamp(int descriptor) {
    return descriptor != ConnectedIo.NO_DESCRIPTOR && ArrivalCalls.stamp(descriptor);
  }

  /** The wall clock now, in the unit of {@link #arrivalNs}. */
  static long nowNs() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NS_PER_SECOND + now.getNano();
  }

  /**
   * Reads what waits, up to {@link #PACKETS_MAX} packets; fewer mean that no more is there.
   *
   * @return how many
   */
  int read(DatagramChannel channel, int descriptor, boolean stamped) {
    return stamped ? readStamped(descriptor) : readOne(channel);
  }

  private int readStamped(int descriptor) {
    for (int i = 0; i < PACKETS_MAX; i++) {
      putMessageLong(i, CONTROL_LENGTH_AT, CONTROL_BYTES); // the kernel writes what it used
    }
    int count = Math.max(0, ArrivalCalls.receive(descriptor, messages.address(), PACKETS_MAX));
    for (int i = 0; i < count; i++) {
      lengths[i] = messages.get(ValueLayout.JAVA_INT, MESSAGE_BYTES * i + LENGTH_AT);
      arrivals[i] = noted(i);
    }
    return count;
  }

  private long noted(int i) {
    long control = CONTROL_BYTES * i;
    boolean there =
        messages.get(ValueLayout.JAVA_LONG, MESSAGE_BYTES * i + CONTROL_LENGTH_AT) == CONTROL_BYTES
            && controls.get(ValueLayout.JAVA_INT, control + CONTROL_TYPE_AT) == ArrivalCalls.STAMP;
    return there
        ? controls.get(ValueLayout.JAVA_LONG, control + SECONDS_AT) * NS_PER_SECOND
            + controls.get(ValueLayout.JAVA_LONG, control + NANOS_AT)
        : nowNs(); // it came before the socket was stamped
  }

  private int readOne(DatagramChannel channel) {
    try {
      lengths[0] = channel.read(packets[0].clear());
      arrivals[0] = nowNs();
      return lengths[0] > 0 ? 1 : 0;
    } catch (IOException unreachable) {
      return 0;
    }
  }

  private void putMessageLong(int i, long at, long value) {
    messages.set(ValueLayout.JAVA_LONG, MESSAGE_BYTES * i + at, value);
  }

  /** The packet that was read as number {@code i} of the last call. */
  ByteBuffer packet(int i) {
    return packets[i];
  }

  /** Its bytes. */
  int length(int i) {
    return lengths[i];
  }

  /** When it came. */
  long arrivalNs(int i) {
    return arrivals[i];
  }
}
