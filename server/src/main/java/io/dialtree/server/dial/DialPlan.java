package io.dialtree.server.dial;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to dial and how.
 *
 * @param target SIP URI
 * @param from our user part
 * @param keys which keys when
 * @param mode how they are sent
 * @param keyMs length of a press
 * @param gapMs silence between two presses
 * @param ringLimitMs after that the call is cancelled
 * @param limitMs after that the call is hung up
 * @param srtp true offers secured media and takes nothing else
 * @param record where to write what is heard
 */
public record DialPlan(
    String target,
    String from,
    KeyPlan keys,
    KeyMode mode,
    int keyMs,
    int gapMs,
    long ringLimitMs,
    long limitMs,
    boolean srtp,
    Optional<Path> record) {

  /** How a key is sent. */
  public enum KeyMode {
    /** As RFC 4733 telephone-events. */
    RFC4733,
    /** As tones in the audio. */
    INBAND,
    /** As SIP INFO. */
    INFO
  }
}
