package io.dialtree.sip.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything an endpoint needs to know at its start.
 *
 * @param bind address and port of the UDP and the TCP socket; port 0 picks a free one
 * @param udp listen on UDP
 * @param tcp listen on TCP
 * @param trusted sources that are answered; everybody else gets silence
 * @param advertise host put into Contact and SDP for peers that are not on this machine
 * @param userAgent value of Server and User-Agent; names no version, which would help an attacker
 * @param t1 round-trip estimate of RFC 3261 17.1.1.1; retransmissions and limits of 64 times T1
 *     follow from it
 * @param t2 longest pause between two copies of an answer (RFC 3261 13.3.1.4)
 * @param maxCalls live calls; the next INVITE gets 503, because a queue bound alone does not bound
 *     memory
 */
public record SipEndpointSettings(
    InetSocketAddress bind,
    boolean udp,
    boolean tcp,
    List<SourceRange> trusted,
    Optional<String> advertise,
    String userAgent,
    Duration t1,
    Duration t2,
    int maxCalls) {

  public SipEndpointSettings {
    trusted = List.copyOf(trusted);
    if (!udp && !tcp) {
      throw new IllegalArgumentException("a SIP endpoint needs udp or tcp");
    }
    if (t1.isNegative() || t1.isZero() || maxCalls < 1) {
      throw new IllegalArgumentException("t1 and maxCalls must be positive");
    }
  }

  /** 127.0.0.1:5060 on both transports, trusting this machine's usual loopback addresses only. */
  public static SipEndpointSettings defaults() {
    return new SipEndpointSettings(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5060),
        true,
        true,
        List.of(
            new SourceRange(InetAddress.ofLiteral("127.0.0.1"), 32),
            new SourceRange(InetAddress.ofLiteral("::1"), 128)),
        Optional.empty(),
        "Dialtree",
        Duration.ofMillis(500),
        Duration.ofSeconds(4),
        2000);
  }

  /** These settings on another address and port. */
  public SipEndpointSettings withBind(InetSocketAddress address) {
    return new SipEndpointSettings(
        address, udp, tcp, trusted, advertise, userAgent, t1, t2, maxCalls);
  }

  /** These settings with other transports. */
  public SipEndpointSettings withTransports(boolean withUdp, boolean withTcp) {
    return new SipEndpointSettings(
        bind, withUdp, withTcp, trusted, advertise, userAgent, t1, t2, maxCalls);
  }

  /** These settings with another list of trusted sources. */
  public SipEndpointSettings withTrusted(List<SourceRange> ranges) {
    return new SipEndpointSettings(bind, udp, tcp, ranges, advertise, userAgent, t1, t2, maxCalls);
  }

  /** These settings with a host for Contact and SDP. */
  public SipEndpointSettings withAdvertise(String host) {
    return new SipEndpointSettings(
        bind, udp, tcp, trusted, Optional.of(host), userAgent, t1, t2, maxCalls);
  }

  /** These settings with other timers; tests make them short. */
  public SipEndpointSettings withTimers(Duration newT1, Duration newT2) {
    return new SipEndpointSettings(
        bind, udp, tcp, trusted, advertise, userAgent, newT1, newT2, maxCalls);
  }

  /** These settings with another bound on live calls. */
  public SipEndpointSettings withMaxCalls(int calls) {
    return new SipEndpointSettings(bind, udp, tcp, trusted, advertise, userAgent, t1, t2, calls);
  }

  /**
   * 64 times T1: how long an ACK, or the answer to a BYE, is waited for (RFC 3261 13.3.1.4,
   * 17.1.2.2).
   */
  public Duration giveUpAfter() {
    return t1.multipliedBy(64);
  }
}
