package io.dialtree.sip.endpoint;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes the requests of one call as a caller would. Every field may be changed to be a strange
 * caller.
 */
final class Caller {
  static final String SDP =
      SipText.lines(
          """
          v=0
          o=- 1 1 IN IP4 127.0.0.1
          s=-
          c=IN IP4 127.0.0.1
          t=0 0
          m=audio 40000 RTP/AVP 0 101
          a=rtpmap:101 telephone-event/8000
          """);

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final String callId = "call-" + NUMBERS.incrementAndGet() + "@test";
  final String host;
  final int port;
  String user = "1000";
  String fromTag = "ft" + NUMBERS.incrementAndGet();
  String toTag = "";
  String transport = "UDP";
  String viaParameters = ";rport";
  String inviteBranch = branch();
  String target = "sip:1000@127.0.0.1";
  int cseq = 1;

  Caller(String host, int port) {
    this.host = host;
    this.port = port;
  }

  static Caller of(SipPeer peer) {
    return new Caller(peer.host(), peer.port());
  }

  static String branch() {
    return "z9hG4bKtest" + NUMBERS.incrementAndGet();
  }

  String invite() {
    return invite(SDP);
  }

  String invite(String sdp, String... extra) {
    return request(
        "INVITE", inviteBranch, cseq, sdp.isEmpty() ? "" : "application/sdp", sdp, extra);
  }

  String reinvite(String sdp, String... extra) {
    cseq++;
    inviteBranch = branch();
    return invite(sdp, extra);
  }

  String ack() {
    return request("ACK", branch(), cseq, "", "");
  }

  String ack(String sdp) {
    return request("ACK", branch(), cseq, "application/sdp", sdp);
  }

  /** The ACK of a refusal belongs to the INVITE's transaction. */
  String ackRefusal() {
    return request("ACK", inviteBranch, cseq, "", "");
  }

  String cancel() {
    return request("CANCEL", inviteBranch, cseq, "", "");
  }

  String bye(String... extra) {
    return next("BYE", "", "", extra);
  }

  String next(String method, String type, String body, String... extra) {
    return request(method, branch(), ++cseq, type, body, extra);
  }

  String request(
      String method, String branch, int number, String type, String body, String... extra) {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(target).append(" SIP/2.0\r\n");
    text.append("Via: SIP/2.0/")
        .append(transport)
        .append(' ')
        .append(host)
        .append(':')
        .append(port);
    text.append(viaParameters).append(";branch=").append(branch).append("\r\n");
    text.append("Max-Forwards: 70\r\n");
    text.append("From: \"Alice\" <sip:alice@")
        .append(host)
        .append(">;tag=")
        .append(fromTag)
        .append("\r\n");
    text.append("To: <sip:")
        .append(user)
        .append("@127.0.0.1>")
        .append(toTag.isEmpty() ? "" : ";tag=" + toTag)
        .append("\r\n");
    text.append("Call-ID: ")
        .append(callId)
        .append("\r\nCSeq: ")
        .append(number)
        .append(' ')
        .append(method)
        .append("\r\n");
    if (method.equals("INVITE")) {
      text.append("Contact: <").append(contact()).append(">\r\n");
    }
    for (String header : extra) {
      text.append(header).append("\r\n");
    }
    if (!type.isEmpty()) {
      text.append("Content-Type: ").append(type).append("\r\n");
    }
    return text.append("Content-Length: ")
        .append(body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
        .append("\r\n\r\n")
        .append(body)
        .toString();
  }

  String contact() {
    return "sip:alice@" + host + ":" + port + (transport.equals("TCP") ? ";transport=tcp" : "");
  }

  /** Answers a request of the server. */
  static String answer(SipText request, int code, String... extra) {
    StringBuilder text = new StringBuilder("SIP/2.0 " + code + " Test\r\n");
    for (String via : request.all("Via")) {
      text.append("Via: ").append(via).append("\r\n");
    }
    text.append("From: ").append(request.header("From")).append("\r\n");
    String to = request.header("To");
    text.append("To: ").append(to).append(to.contains(";tag=") ? "" : ";tag=uas").append("\r\n");
    text.append("Call-ID: ")
        .append(request.header("Call-ID"))
        .append("\r\nCSeq: ")
        .append(request.header("CSeq"))
        .append("\r\n");
    for (String header : extra) {
      text.append(header).append("\r\n");
    }
    return text.append("Content-Length: 0\r\n\r\n").toString();
  }
}
