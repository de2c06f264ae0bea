package io.dialtree.config.settings;

import java.util.List;

/**
 * Audio of a call.
 *
 * @param rtpPortMin lowest port, even
 * @param rtpPortMax highest port
 * @param rtpTimeoutSeconds a call that sends no packet for so long is ended, 0 for never
 * @param threads media threads, 0 for one per core but one
 * @param dtmf which way of sending keys is listened to
 * @param codecs codec names in order of preference
 * @param ptimeMs length of a packet when the caller has no wish, 10 to 60
 */
public record MediaSettings(
    int rtpPortMin,
    int rtpPortMax,
    int rtpTimeoutSeconds,
    int threads,
    Dtmf dtmf,
    List<String> codecs,
    int ptimeMs) {
  /** Copies the list. */
  public MediaSettings {
    codecs = List.copyOf(codecs);
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
