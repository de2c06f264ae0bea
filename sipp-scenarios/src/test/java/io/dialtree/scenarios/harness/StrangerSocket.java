package io.dialtree.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A UDP socket on an address of one's choice that sends what it likes. Used by one test. */
public final class StrangerSocket implements AutoCloseable {
  private final DatagramSocket socket;
  private final InetSocketAddress server;

  private StrangerSocket(DatagramSocket socket, InetSocketAddress server) {
    this.socket = socket;
    this.server = server;
  }

  /** Opens a socket on an address of the loopback network. */
  public static StrangerSocket open(String address, ServerUnderTest server) {
    try {
      InetSocketAddress local = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
      return new StrangerSocket(new DatagramSocket(local), server.sip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a well-formed request without a body to a number. */
  public void request(String method, String number) {
    String local = socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    String uri =
        "sip:" + number + "@" + server.getAddress().getHostAddress() + ":" + server.getPort();
    send(
        String.join(
            "\r\n",
            method + " " + uri + " SIP/2.0",
            "Via: SIP/2.0/UDP " + local + ";rport;branch=z9hG4bK" + UUID.randomUUID(),
            "From: <sip:stranger@" + local + ">;tag=" + UUID.randomUUID(),
            "To: <" + uri + ">",
            "Call-ID: " + UUID.randomUUID(),
            "CSeq: 1 " + method,
            "Contact: <sip:stranger@" + local + ">",
            "Max-Forwards: 70",
            "Content-Length: 0",
            "",
            ""));
  }

  /** Sends a whole key 2 as RFC 4733 packets to an RTP port of the server. */
  public void pressTwoAt(int rtpPort) {
    for (int i = 0; i < 8; i++) {
      ByteBuffer rtp = ByteBuffer.allocate(16);
      rtp.put((byte) 0x80).put((byte) RtpSender.EVENT_PAYLOAD_TYPE).putShort((short) (5_000 + i));
      rtp.putInt(900_000).putInt(0x0BADCAFE);
      rtp.put((byte) 2)
          .put((byte) (i < 5 ? 10 : 0x8A))
          .putShort((short) (160 * Math.min(i + 1, 5)));
      send(rtp.array(), new InetSocketAddress(server.getAddress(), rtpPort));
    }
  }

  /** Sends these characters as one datagram. */
  public void send(String text) {
    send(text.getBytes(StandardCharsets.ISO_8859_1), server);
  }

  private void send(byte[] bytes, InetSocketAddress target) {
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the first line of the next answer, or nothing when none comes in time. */
  public Optional<String> answer(Duration limit) {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    try {
      socket.setSoTimeout((int) limit.toMillis());
      socket.receive(packet);
      String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
      return text.lines().findFirst();
    } catch (SocketTimeoutException silence) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
