package io.dialtree.media.dtmf;

/** How a key press reached us. */
public enum DigitSource {
  /** An RFC 4733 telephone-event. */
  EVENT,
  /** A tone in the audio. */
  TONE,
  /** A SIP INFO request. */
  INFO
}
