package io.dialtree.scenarios.harness;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The media half of a phone: an RTP and an RTCP socket that a scenario's SDP names. It hears what
 * comes in and, from the first packet on, sends back to where that came from (RFC 4961), a packet
 * each 20 ms. Usable from any thread.
 */
public final class RtpPeer implements AutoCloseable {
  /**
   * Half a minute and more of packets; a test that needs a longer memory is no test of a prompt.
   */
  private static final int PACKETS_MAX = 20_000;

  private static final int PACKET_BYTES_MAX = 2048;

  private final DatagramSocket rtp;
  private final DatagramSocket rtcp;
  private final long startNs = System.nanoTime();
  private final List<RtpPacketSeen> packets = new ArrayList<>();
  private final Heard heard = new Heard();
  private final CompletableFuture<SocketAddress> remote = new CompletableFuture<>();
  private final AtomicInteger rtcpReports = new AtomicInteger();
  private final AtomicInteger rtcpGoodbyes = new AtomicInteger();
  private final RtpSender sender;

  private RtpPeer(DatagramSocket rtp, DatagramSocket rtcp, G711 law) {
    this.rtp = rtp;
    this.rtcp = rtcp;
    this.sender = new RtpSender(rtp, law);
    Thread.ofVirtual().name("rtp-ear").start(this::hear);
    Thread.ofVirtual().name("rtcp-ear").start(this::readRtcp);
    Thread.ofVirtual().name("rtp-mouth").start(() -> sender.run(remote));
  }

  /** Opens a pair of free ports on 127.0.0.1, the lower one even (RFC 3550 section 11). */
  public static RtpPeer open(G711 law) {
    return Ports.evenPair((rtp, rtcp) -> new RtpPeer(rtp, rtcp, law));
  }

  /** Returns the RTP port for the scenario's SDP. */
  public int port() {
    return rtp.getLocalPort();
  }

  /** Sends to this address from now on, without waiting for a packet from there. */
  void talkTo(SocketAddress address) {
    remote.complete(address);
  }

  /** Returns what was heard so far. */
  public Heard heard() {
    return heard;
  }

  /** Returns the mouth: keys and sound. */
  public RtpSender sender() {
    return sender;
  }

  /** Returns this peer's clock. */
  public long nowMs() {
    return (System.nanoTime() - startNs) / 1_000_000;
  }

  /** Waits until this peer's clock shows that time. */
  public void awaitClock(long timeMs) {
    Await.sleepUntil(startNs + timeMs * 1_000_000);
  }

  /** Returns the packets received so far. */
  public List<RtpPacketSeen> packets() {
    synchronized (packets) {
      return List.copyOf(packets);
    }
  }

  /** Returns the sound of all packets received so far, one behind the other. */
  public short[] pcm() {
    List<short[]> parts = packets().stream().map(RtpPacketSeen::pcm).toList();
    ShortBuffer all = ShortBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(all::put);
    return all.array();
  }

  /** Returns how many RTCP sender reports came (RFC 3550 section 6.4.1). */
  public int rtcpReports() {
    return rtcpReports.get();
  }

  /** Returns how many RTCP BYE came (RFC 3550 section 6.6). */
  public int rtcpGoodbyes() {
    return rtcpGoodbyes.get();
  }

  /** Waits until this tone was heard so many times, and returns when the last of them began. */
  public long awaitTone(Tone tone, int times, Duration limit) {
    Await.until(
        () -> heard.runsOf(tone).size() >= times,
        limit,
        () -> "%s was not heard %d times; %s".formatted(tone, times, heard));
    return heard.runsOf(tone).get(times - 1).startMs();
  }

  @Override
  public void close() {
    sender.stop();
    remote.complete(Ports.local(9));
    rtp.close();
    rtcp.close();
  }

  private void hear() {
    DatagramPacket datagram = new DatagramPacket(new byte[PACKET_BYTES_MAX], PACKET_BYTES_MAX);
    while (receive(rtp, datagram)) {
      double atMs = (System.nanoTime() - startNs) / 1e6;
      remote.complete(datagram.getSocketAddress());
      keep(RtpPacketSeen.parse(datagram, atMs));
    }
  }

  private void keep(RtpPacketSeen packet) {
    synchronized (packets) {
      if (packets.size() < PACKETS_MAX) {
        packets.add(packet);
      }
    }
    short[] pcm = packet.pcm();
    Optional<Tone> tone = ToneMeter.dominant(pcm);
    heard.add((long) packet.atMs(), pcm.length * 1000L / ToneMeter.SAMPLE_RATE_HZ, tone);
  }

  private void readRtcp() {
    DatagramPacket datagram = new DatagramPacket(new byte[PACKET_BYTES_MAX], PACKET_BYTES_MAX);
    while (receive(rtcp, datagram)) {
      count(datagram);
    }
  }

  /** A compound packet is a row of parts, each with its length in words (RFC 3550 section 6.1). */
  private void count(DatagramPacket datagram) {
    byte[] bytes = datagram.getData();
    int at = 0;
    while (at + 4 <= datagram.getLength()) {
      int type = bytes[at + 1] & 0xFF;
      rtcpReports.addAndGet(type == 200 ? 1 : 0);
      rtcpGoodbyes.addAndGet(type == 203 ? 1 : 0);
      at += 4 * (1 + ((bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF)));
    }
  }

  private static boolean receive(DatagramSocket socket, DatagramPacket datagram) {
    try {
      datagram.setLength(PACKET_BYTES_MAX);
      socket.receive(datagram);
      return true;
    } catch (SocketException closed) {
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
