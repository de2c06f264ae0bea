package io.dialtree.config.settings;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Audio of a call.
 *
 * @param rtpPortMin lowest port, even
 * @param rtpPortMax highest port
 * @param rtpTimeoutSeconds a call that sends no packet for so long is ended, 0 for never
 * @param threads media threads, 0 for one per core but one
 * @param dtmf which way of sending keys is listened to
 * @param dtmfBySource the same for calls from some sources, instead of {@code dtmf}
 * @param codecs codec names in order of preference
 * @param ptimeMs length of a packet when the caller has no wish, 10 to 60
 * @param ioUring whether Linux's io_uring is used where it is to be had
 */
public record MediaSettings(
    int rtpPortMin,
    int rtpPortMax,
    int rtpTimeoutSeconds,
    int threads,
    Dtmf dtmf,
    Map<Cidr, Dtmf> dtmfBySource,
    List<String> codecs,
    int ptimeMs,
    boolean ioUring) {
  /** Copies map and list. */
  public MediaSettings {
    dtmfBySource = Map.copyOf(dtmfBySource);
    codecs = List.copyOf(codecs);
  }

  /** What is listened to in calls from this address: as the narrowest range that holds it says. */
  public Dtmf dtmfFrom(InetAddress source) {
    return dtmfBySource.entrySet().stream()
        .filter(entry -> entry.getKey().contains(source))
        .max(Comparator.comparingInt(entry -> entry.getKey().prefixBits()))
        .map(Map.Entry::getValue)
        .orElse(dtmf);
  }

  /** Ways in which a key arrives. */
  public enum Dtmf {
    /** All of them; a key heard twice counts once. */
    AUTO,
    /** RFC 4733 events only. */
    EVENTS,
    /** Tones in the audio only. */
    INBAND,
    /** SIP INFO only. */
    INFO
  }
}
