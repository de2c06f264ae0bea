package io.dialtree.media.engine;

import io.dialtree.media.rtcp.ReceiveStats;
import io.dialtree.media.rtcp.RtcpReport;
import io.dialtree.media.srtp.PacketOpener;
import io.dialtree.media.srtp.SrtpSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;

/**
 * One call's RTCP socket: a report every five seconds, BYE at the end, and the peer's reports as a
 * sign of life (RFC 3550 section 6). Confined to the media thread, off the visit of every packet
 * time.
 */
final class RtcpExchange {
  private static final long INTERVAL_NS = 5_000_000_000L;
  private static final int READS_MAX = 8; // a peer sends one or two reports between our visits

  private final DatagramChannel channel;
  private final RtcpReport report;
  private @Nullable InetSocketAddress described;
  private @Nullable RtpSocket rtp;
  private @Nullable SrtpSession srtp;
  private long nextReportNs;

  RtcpExchange(DatagramChannel channel, int ssrc, String cname) {
    this.channel = channel;
    this.report = new RtcpReport(ssrc, cname);
  }

  void describe(InetSocketAddress address, RtpSocket socket) {
    described = address;
    rtp = socket;
  }

  /** Reports are secured from now on; null for plain RTCP. */
  void secureWith(@Nullable SrtpSession session) {
    srtp = session;
  }

  /** Reads reports and sends ours when it is due; true when the peer was heard. */
  boolean exchange(ThreadBuffers buffers, ReceiveStats stats, RtpSender sender, long nowNs) {
    boolean heard = read(buffers, nowNs);
    if (nextReportNs == 0) {
      nextReportNs =
          nowNs + INTERVAL_NS / 2; // RFC 3550 section 6.2: the first one after half the interval
    } else if (nowNs - nextReportNs >= 0) {
      nextReportNs = nowNs + INTERVAL_NS;
      send(buffers, stats, sender, nowNs, false);
    }
    return heard;
  }

  void goodbye(ThreadBuffers buffers, ReceiveStats stats, RtpSender sender, long nowNs) {
    if (sender.packetsSent() > 0 || stats.isStarted()) {
      send(buffers, stats, sender, nowNs, true);
    }
  }

  private boolean read(ThreadBuffers buffers, long nowNs) {
    boolean heard = false;
    for (int i = 0; i < READS_MAX; i++) {
      buffers.rx().clear();
      SocketAddress from;
      try {
        from = channel.receive(buffers.rx());
      } catch (IOException e) {
        return heard;
      }
      if (from == null) {
        return heard;
      }
      heard |= isPeer(from) && report.onPacket(buffers.rx(), opened(buffers, nowNs), nowNs);
    }
    return heard;
  }

  /** The length of the plain packet; 0 when it does not count. */
  private int opened(ThreadBuffers buffers, long nowNs) {
    int length = buffers.rx().position();
    SrtpSession s = srtp;
    if (s == null) {
      return length;
    }
    int opened = s.opener().openRtcp(buffers.rx(), length, buffers.bytes, nowNs);
    if (opened <= 0) {
      buffers.counters.increment(
          opened == PacketOpener.REPLAYED
              ? MediaCounter.SRTP_REPLAYED
              : MediaCounter.SRTP_AUTH_FAILED);
    }
    return Math.max(0, opened);
  }

  /** RTCP follows the host that RTP was learnt from. */
  private boolean isPeer(SocketAddress from) {
    RtpSocket r = rtp;
    return from instanceof InetSocketAddress inet
        && r != null
        && inet.getAddress().equals(r.peerAddress());
  }

  private void send(
      ThreadBuffers buffers, ReceiveStats stats, RtpSender sender, long nowNs, boolean bye) {
    InetSocketAddress to = described;
    if (to == null || to.getAddress() == null || to.getAddress().isAnyLocalAddress()) {
      return;
    }
    report.write(
        buffers.tx(),
        stats,
        sender.packetsSent(),
        sender.bytesSent(),
        sender.timestamp(),
        System.currentTimeMillis(),
        nowNs,
        bye);
    SrtpSession s = srtp;
    if (s != null && !s.sealer().sealRtcp(buffers.tx(), buffers.bytes)) {
      return;
    }
    try {
      channel.send(buffers.tx(), to);
    } catch (IOException | UnsupportedAddressTypeException e) {
      buffers.counters.increment(MediaCounter.SOCKET_ERRORS);
    }
  }

  void close() throws IOException {
    channel.close();
  }
}
