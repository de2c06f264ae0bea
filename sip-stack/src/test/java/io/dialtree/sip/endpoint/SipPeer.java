package io.dialtree.sip.endpoint;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A phone made of a bare UDP socket: it sends exactly the bytes a test writes and keeps no state of
 * its own.
 */
final class SipPeer implements AutoCloseable {
  private final DatagramSocket socket;
  private final InetSocketAddress server;

  SipPeer(InetSocketAddress server) throws IOException {
    this(server, "127.0.0.1");
  }

  SipPeer(InetSocketAddress server, String from) throws IOException {
    this.server = server;
    this.socket = new DatagramSocket(0, InetAddress.ofLiteral(from));
  }

  int port() {
    return socket.getLocalPort();
  }

  String host() {
    return socket.getLocalAddress().getHostAddress();
  }

  void send(String message) throws IOException {
    sendBytes(message.getBytes(StandardCharsets.UTF_8));
  }

  void sendBytes(byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, server));
  }

  void sendTo(InetSocketAddress target, String message) throws IOException {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(bytes, bytes.length, target));
  }

  /** The next message, or a failure after two seconds. */
  SipText read() throws IOException {
    return poll(2000).orElseThrow(() -> new AssertionError("nothing came within 2 s"));
  }

  Optional<SipText> poll(int waitMs) throws IOException {
    byte[] buffer = new byte[65535];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    socket.setSoTimeout(waitMs);
    try {
      socket.receive(packet);
      return Optional.of(
          new SipText(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8)));
    } catch (SocketTimeoutException silence) {
      return Optional.empty();
    }
  }

  /** The next final answer or request; provisional answers are skipped. */
  SipText readFinal() throws IOException {
    SipText text = read();
    while (text.isProvisional()) {
      text = read();
    }
    return text;
  }

  /** The next request; answers, such as copies of a 200, are skipped. */
  SipText readRequest() throws IOException {
    SipText text = read();
    while (text.code() > 0) {
      text = read();
    }
    return text;
  }

  /** Sends a request and reads its final answer; whatever else comes is skipped. */
  SipText ask(String request) throws IOException {
    send(request);
    SipText asked = new SipText(request);
    SipText answer = readFinal();
    while (!answer.cseq().equals(asked.cseq()) || !answer.belongsTo(asked)) {
      answer = readFinal();
    }
    return answer;
  }

  /** Throws away what has come, copies on their way included. */
  void drain() throws IOException {
    while (poll(60).isPresent()) {
      // Copies say nothing new.
    }
  }

  /** Fails when anything comes within 150 ms. */
  void expectSilence() throws IOException {
    Optional<SipText> text = poll(150);
    if (text.isPresent()) {
      throw new AssertionError("expected silence, got: " + text.get().firstLine());
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
