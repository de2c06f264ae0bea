package io.dialtree.scenarios.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a TCP server on 127.0.0.1, and can be cut and mended. Any thread. */
public final class TcpRelay implements AutoCloseable {
  private final int target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket door;

  /** Relays to that port. */
  public TcpRelay(int target) {
    this.target = target;
    this.door = listen(0);
    this.port = door.getLocalPort();
  }

  /** Where clients connect to. */
  public int port() {
    return port;
  }

  /** Ends all connections and refuses new ones. */
  public synchronized void cut() {
    close(door);
    open.forEach(TcpRelay::close);
    open.clear();
  }

  /** Takes connections again. */
  public synchronized void mend() {
    door = listen(port);
  }

  private ServerSocket listen(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      Thread.ofVirtual().start(() -> accept(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket client = from.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
      }
    } catch (IOException _) {
      // It was cut, or closed.
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (SocketException _) {
      // One of the ends has gone; so does the other.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception _) {
      // It is closed already.
    }
  }

  @Override
  public void close() {
    cut();
  }
}
