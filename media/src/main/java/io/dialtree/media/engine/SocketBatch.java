package io.dialtree.media.engine;

import io.dialtree.media.uring.Uring;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a group of calls that are visited together: for each a buffer to receive into and
 * one to send from and, where the kernel offers io_uring, one system call for all of them. Confined
 * to one thread; allocates nothing per packet.
 */
public final class SocketBatch implements AutoCloseable {
  /** Calls of a group, at most. */
  public static final int CALLS = 16;

  private static final int RX_BYTES = 2048; // more than an Ethernet frame holds
  private static final int TX_BYTES = 2048; // 60 ms of 16 kHz linear audio and the header

  private final ByteBuffer[] rx = new ByteBuffer[CALLS];
  private final ByteBuffer[] tx = new ByteBuffer[CALLS];
  private final long[] rxAddress = new long[CALLS];
  private final long[] txAddress = new long[CALLS];
  private final ConnectedIo[] direct = new ConnectedIo[CALLS];
  private @Nullable Uring ring;
  private int selected;

  /** A batch in which each packet is a call, until {@link #open}. */
  public SocketBatch() {
    for (int i = 0; i < CALLS; i++) {
      rx[i] = ByteBuffer.allocateDirect(RX_BYTES);
      tx[i] = ByteBuffer.allocateDirect(TX_BYTES);
      rxAddress[i] = SocketCalls.address(rx[i]);
      txAddress[i] = SocketCalls.address(tx[i]);
      direct[i] = new ConnectedIo(rx[i], tx[i]);
    }
  }

  /**
   * Takes io_uring if it is to be had; called by the thread that will use the batch, before any
   * socket joins.
   *
   * @return whether it is
   */
  public boolean open() {
    ring = Uring.open(CALLS).orElse(null);
    return ring != null;
  }

  /** What follows is about this call of the group, 0 to {@link #CALLS}, exclusive. */
  public void select(int call) {
    selected = call;
  }

  /** What the selected call receives into. */
  public ByteBuffer rx() {
    return rx[selected];
  }

  /** What it sends from. */
  public ByteBuffer tx() {
    return tx[selected];
  }

  /** Its buffers, packet by packet. */
  public ConnectedIo direct() {
    return direct[selected];
  }

  /**
   * From now on the packets of this connected socket may be queued, until {@link #leave}; false
   * where they cannot be.
   */
  public boolean join(int descriptor) {
    Uring r = ring;
    return r != null && descriptor != ConnectedIo.NO_DESCRIPTOR && r.add(descriptor);
  }

  /** To be called before the socket is disconnected or closed. */
  public void leave(int descriptor) {
    Uring r = ring;
    if (r != null) {
      r.remove(descriptor);
    }
  }

  /** Queues a read into {@link #rx}; false when it has to be done directly. */
  public boolean queueRead(int descriptor) {
    Uring r = ring;
    return r != null && r.receive(selected, descriptor, rxAddress[selected], RX_BYTES);
  }

  /** Queues a write of {@link #tx} up to its limit; false when it has to be done directly. */
  public boolean queueWrite(int descriptor) {
    Uring r = ring;
    return r != null && r.send(selected, descriptor, txAddress[selected], tx[selected].limit());
  }

  /** Does what is queued. */
  public void submit() {
    Uring r = ring;
    if (r != null) {
      r.submit();
    }
  }

  /** Forgets what is queued: none of it is done. */
  public void discard() {
    Uring r = ring;
    if (r != null) {
      r.discard();
    }
  }

  /** Whether what the selected call had queued was done; else it has to be done directly. */
  public boolean isDone() {
    Uring r = ring;
    return r != null && r.result(selected) != Uring.NOT_DONE;
  }

  /** Whether io_uring was there and failed; each packet is a call since then. */
  public boolean isBroken() {
    Uring r = ring;
    return r != null && r.isBroken();
  }

  /** What {@link ConnectedIo} would have answered to what the selected call had queued. */
  public int result() {
    Uring r = ring;
    int n = r == null ? Uring.NOT_DONE : r.result(selected);
    return switch (n) {
      case Uring.AGAIN, Uring.INTERRUPTED -> ConnectedIo.NOTHING;
      case Uring.REFUSED -> ConnectedIo.UNREACHABLE;
      default -> n >= 0 ? n : ConnectedIo.FAILED;
    };
  }

  /** Sockets stay as they are. */
  @Override
  public void close() {
    Uring r = ring;
    if (r != null) {
      r.close();
    }
  }
}
