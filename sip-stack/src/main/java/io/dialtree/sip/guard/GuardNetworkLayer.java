package io.dialtree.sip.guard;

import gov.nist.core.net.DefaultNetworkLayer;
import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Sockets for JAIN-SIP: listening ones that ask the guard before a connection gets a thread,
 * outgoing ones that give up soon.
 */
public final class GuardNetworkLayer implements NetworkLayer {
  /**
   * A peer that does not take a connection within this is gone; the sending thread waits that long.
   */
  private static final int CONNECT_LIMIT_MS = 3000;

  private volatile @Nullable SourceGuard guard;

  /** Called by JAIN-SIP by reflection. */
  public GuardNetworkLayer() {}

  /** Must be called before the first listening point is made. */
  public void use(SourceGuard sourceGuard) {
    this.guard = sourceGuard;
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
      throws IOException {
    SourceGuard asked = guard;
    if (asked == null) {
      throw new IOException("no source guard");
    }
    GuardServerSocket socket = new GuardServerSocket(asked);
    try {
      socket.bind(new InetSocketAddress(address, port), backlog);
      return socket;
    } catch (IOException cannotBind) {
      socket.close();
      throw cannotBind;
    }
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    return connect(address, port, null);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, @Nullable InetAddress local)
      throws IOException {
    return connect(address, port, local);
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, @Nullable InetAddress local, int localPort)
      throws IOException {
    return connect(address, port, local);
  }

  private static Socket connect(InetAddress address, int port, @Nullable InetAddress local)
      throws IOException {
    Socket socket = new Socket();
    try {
      if (local != null) {
        socket.bind(new InetSocketAddress(local, 0));
      }
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(address, port), CONNECT_LIMIT_MS);
      return socket;
    } catch (IOException cannotConnect) {
      socket.close();
      throw cannotConnect;
    }
  }

  @Override
  public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address)
      throws IOException {
    return DefaultNetworkLayer.SINGLETON.createSSLServerSocket(port, backlog, address);
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
    return DefaultNetworkLayer.SINGLETON.createSSLSocket(address, port);
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress local)
      throws IOException {
    return DefaultNetworkLayer.SINGLETON.createSSLSocket(address, port, local);
  }

  @Override
  public DatagramSocket createDatagramSocket() throws SocketException {
    return new DatagramSocket();
  }

  @Override
  public DatagramSocket createDatagramSocket(int port, InetAddress address) throws SocketException {
    return new DatagramSocket(port, address);
  }

  @Override
  public void setSipStack(SipStackImpl stack) {
    // Nothing of the stack is needed.
  }
}
