package io.dialtree.server.recording;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.engine.AudioTap;
import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Packets on their way from the media thread, which only copies, to one other thread, which has
 * time. What does not fit is dropped: a reader that slow loses audio, and the call loses nothing.
 */
public final class PacketQueue implements AudioTap {
  /** Ten seconds of 10 ms packets. */
  static final int PACKETS_MAX = 1024;

  /** Ten seconds of G.711, four of 16 kHz linear. */
  static final int BYTES_MAX = 1 << 17;

  private final byte[] bytes = new byte[BYTES_MAX];
  private final long[] starts = new long[PACKETS_MAX]; // ever growing; the place is its remainder
  private final int[] lengths = new int[PACKETS_MAX];
  private final int[] offsets = new int[PACKETS_MAX];
  private final long[] arrivals = new long[PACKETS_MAX];
  private final @Nullable AudioCodec[] codecs = new AudioCodec[PACKETS_MAX];
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private long end; // the writer's alone, as the next
  private long dropped;

  /**
   * A packet that was taken.
   *
   * @param codec empty when the packet has no audio
   * @param bytes its RTP header at 0
   * @param offset of its payload
   * @param length of its payload
   * @param arrivalNs as {@link System#nanoTime()} tells
   */
  public record Packet(
      Optional<AudioCodec> codec, ByteBuffer bytes, int offset, int length, long arrivalNs) {}

  @Override
  public void onAudio(AudioCodec codec, ByteBuffer packet, int offset, int length, long arrivalNs) {
    put(codec, packet, offset, length, arrivalNs);
  }

  @Override
  public void onOther(ByteBuffer packet, long arrivalNs) {
    put(null, packet, RtpPacket.HEADER_BYTES, 0, arrivalNs);
  }

  private void put(
      @Nullable AudioCodec codec, ByteBuffer packet, int offset, int length, long arrivalNs) {
    long w = written.getPlain();
    long r = read.getAcquire();
    int size = offset + length;
    long start = whole(end, size);
    long oldest = r == w ? start : starts[index(r)];
    if (w - r == PACKETS_MAX || start + size - oldest > BYTES_MAX) {
      dropped++;
      return;
    }
    packet.get(0, bytes, (int) (start % BYTES_MAX), size);
    int slot = index(w);
    starts[slot] = start;
    lengths[slot] = length;
    offsets[slot] = offset;
    arrivals[slot] = arrivalNs;
    codecs[slot] = codec;
    end = start + size;
    written.setRelease(w + 1);
  }

  /** A packet does not go over the edge. */
  private static long whole(long start, int size) {
    long room = BYTES_MAX - start % BYTES_MAX;
    return room < size ? start + room : start;
  }

  private static int index(long number) {
    return (int) (number % PACKETS_MAX);
  }

  /** The next packet that had come by then; for the reader alone. */
  public Optional<Packet> take(long untilNs) {
    long r = read.getPlain();
    int slot = index(r);
    if (r == written.getAcquire() || arrivals[slot] > untilNs) {
      return Optional.empty();
    }
    int start = (int) (starts[slot] % BYTES_MAX);
    byte[] copy = Arrays.copyOfRange(bytes, start, start + offsets[slot] + lengths[slot]);
    Packet packet =
        new Packet(
            Optional.ofNullable(codecs[slot]),
            ByteBuffer.wrap(copy),
            offsets[slot],
            lengths[slot],
            arrivals[slot]);
    read.setRelease(r + 1);
    return Optional.of(packet);
  }

  /** Packets that did not fit; exact once the media thread has let go. */
  public long dropped() {
    return dropped;
  }
}
