package io.dialtree.media.engine;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Reads and writes the datagrams of connected, non-blocking sockets through the two buffers of one
 * thread. Where the platform allows it, {@code recv} and {@code send} are called directly, which
 * spares each packet the locks of the channel and, with thousands of channels, their way into the
 * cache; elsewhere the channel is asked. Confined to the thread that owns the buffers; allocates
 * nothing.
 */
public final class ConnectedIo {
  /** The answer of {@link #read} when no packet waits. */
  public static final int NOTHING = 0;

  /** The peer's host said by ICMP that nobody listens at that port. */
  public static final int UNREACHABLE = -1;

  /** The socket failed in any other way. */
  public static final int FAILED = -2;

  /** The descriptor of a channel that is asked itself. */
  public static final int NO_DESCRIPTOR = -1;

  private final ByteBuffer rx;
  private final ByteBuffer tx;
  private final SocketCalls calls;

  /**
   * Both buffers are direct.
   *
   * @param rx what is read stands in it from 0
   * @param tx what is written stands in it from 0 to its limit
   */
  public ConnectedIo(ByteBuffer rx, ByteBuffer tx) {
    this.rx = rx;
    this.tx = tx;
    this.calls = new SocketCalls(rx, tx);
  }

  /**
   * What to give to {@link #read} and {@link #write} together with the channel; asked once a
   * channel. {@link #NO_DESCRIPTOR} where direct calls are not possible.
   */
  public static int descriptor(DatagramChannel channel) {
    return SocketCalls.descriptor(channel);
  }

  /**
   * Reads one packet.
   *
   * @return its length, {@link #NOTHING}, {@link #UNREACHABLE} or {@link #FAILED}
   */
  public int read(DatagramChannel channel, int descriptor) {
    rx.clear();
    if (descriptor != NO_DESCRIPTOR) {
      return calls.receive(descriptor);
    }
    try {
      return channel.read(rx);
    } catch (PortUnreachableException e) {
      return UNREACHABLE;
    } catch (IOException e) {
      return FAILED;
    }
  }

  /**
   * Writes one packet.
   *
   * @return its length, {@link #NOTHING} when the socket is full, {@link #UNREACHABLE} or {@link
   *     #FAILED}
   */
  public int write(DatagramChannel channel, int descriptor) {
    if (descriptor != NO_DESCRIPTOR) {
      return calls.send(descriptor, tx.limit());
    }
    try {
      return channel.write(tx);
    } catch (PortUnreachableException e) {
      return UNREACHABLE;
    } catch (IOException e) {
      return FAILED;
    }
  }
}
