package io.dialtree.sip.guard;

import io.dialtree.sip.endpoint.SipCounter;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts connections of admitted sources only; others are reset before they cost a thread. Used by
 * the accept thread.
 */
final class GuardServerSocket extends ServerSocket {
  /** Each connection costs JAIN-SIP two threads. */
  static final int CONNECTIONS_MAX = 2000;

  private final SourceGuard guard;
  private final AtomicInteger open = new AtomicInteger();

  GuardServerSocket(SourceGuard guard) throws IOException {
    this.guard = guard;
  }

  /** Never throws a SocketException while open: the stack would stop listening for ever. */
  @Override
  public Socket accept() throws IOException {
    while (true) {
      CountedSocket socket = new CountedSocket();
      try {
        implAccept(socket);
        if (guard.admits(socket.getInetAddress()) && open.get() < CONNECTIONS_MAX) {
          socket.counted = true;
          open.incrementAndGet();
          socket.setTcpNoDelay(true);
          return socket;
        }
        guard.counters().count(SipCounter.TCP_REFUSED);
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (SocketException broken) {
        socket.close();
        if (isClosed()) {
          throw broken;
        }
      }
    }
  }

  private final class CountedSocket extends Socket {
    private volatile boolean counted;

    @Override
    public void close() throws IOException {
      if (counted) {
        counted = false;
        open.decrementAndGet();
      }
      super.close();
    }
  }
}
