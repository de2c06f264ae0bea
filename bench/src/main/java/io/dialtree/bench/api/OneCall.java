package io.dialtree.bench.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;

/** A caller of the fewest messages: INVITE, ACK, and later BYE (RFC 3261), without audio. */
final class OneCall implements AutoCloseable {
  private static final int ANSWER_LIMIT_MS = 5_000;
  private static final int DATAGRAM_MAX = 8_192;

  private final DatagramSocket socket;

  /** Where audio comes to; nobody listens. */
  private final DatagramSocket audio;

  private final InetSocketAddress server;
  private final String number;
  private final String callId = UUID.randomUUID() + "@127.0.0.1";
  private String to;

  private OneCall(InetSocketAddress server, String number) throws IOException {
    this.server = server;
    this.number = number;
    this.to = "<sip:" + number + "@127.0.0.1>";
    this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    this.audio = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(ANSWER_LIMIT_MS);
  }

  /** Calls; returns when the call is answered. */
  static OneCall answered(InetSocketAddress server, String number) throws IOException {
    OneCall call = new OneCall(server, number);
    String sdp =
        """
        v=0
        o=- 1 1 IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio %d RTP/AVP 0
        """
            .formatted(call.audio.getLocalPort())
            .replace("\n", "\r\n");
    call.send("INVITE", 1, "Content-Type: application/sdp\r\n", sdp);
    call.awaitFinal();
    call.send("ACK", 1, "", "");
    return call;
  }

  String callId() {
    return callId;
  }

  private void send(String method, int sequence, String more, String body) throws IOException {
    String own = "127.0.0.1:" + socket.getLocalPort();
    String text =
        method
            + " sip:"
            + number
            + "@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP "
            + own
            + ";branch=z9hG4bK"
            + UUID.randomUUID()
            + "\r\nMax-Forwards: 70\r\nFrom: <sip:bench@127.0.0.1>;tag=1\r\nTo: "
            + to
            + "\r\nCall-ID: "
            + callId
            + "\r\nCSeq: "
            + sequence
            + " "
            + method
            + "\r\nContact: <sip:bench@"
            + own
            + ">\r\n"
            + more
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    byte[] bytes = text.getBytes(UTF_8);
    socket.send(new DatagramPacket(bytes, bytes.length, server));
  }

  private void awaitFinal() throws IOException {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
      socket.receive(packet);
      String answer = new String(packet.getData(), 0, packet.getLength(), UTF_8);
      int status = Integer.parseInt(answer.substring("SIP/2.0 ".length(), 11));
      answer
          .lines()
          .filter(line -> line.startsWith("To: "))
          .findFirst()
          .ifPresent(line -> to = line.substring("To: ".length()));
      if (status >= 300) {
        throw new IOException(answer.lines().findFirst().orElse(""));
      }
      if (status >= 200) {
        return;
      }
    }
  }

  /** Hangs up. */
  @Override
  public void close() throws IOException {
    try (socket;
        audio) {
      send("BYE", 2, "", "");
      awaitFinal();
    }
  }
}
