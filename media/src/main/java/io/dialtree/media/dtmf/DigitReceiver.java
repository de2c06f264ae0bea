package io.dialtree.media.dtmf;

import java.nio.ByteBuffer;

/**
 * Hears the keys of one RTP stream: give it every packet and a tick every few milliseconds, and it
 * calls the sink once a key. Confined to the media thread; allocates nothing per packet.
 */
public final class DigitReceiver {
  private final DigitSink sink;
  private DigitSettings settings;

  /** A receiver that reports to {@code sink}. */
  public DigitReceiver(DigitSettings settings, DigitSink sink) {
    this.settings = settings;
    this.sink = sink;
  }

  /** Takes over new settings, as after a re-INVITE; keys that were counted stay counted. */
  public void configure(DigitSettings changed) {
    settings = changed;
  }

  /**
   * One RTP packet, already decrypted, {@code length} bytes at {@code offset}; bytes that are no
   * RTP are ignored.
   *
   * @param arrivalNs when it came, on the clock of {@link #onTick}
   */
  public void onPacket(ByteBuffer packet, int offset, int length, long arrivalNs) {}

  /**
   * Time passes: ends keys by silence and decides on keys that waited for a twin. Call it every 5
   * to 20 ms.
   */
  public void onTick(long nowNs) {}

  /**
   * A digit of a SIP INFO; {@code durationMs} is {@link DigitSink#DURATION_UNKNOWN} when it was not
   * said.
   */
  public void onInfoDigit(char digit, int durationMs, long nowNs) {
    if (settings.mode().hears(DigitSource.INFO)) {
      sink.onDigit(digit, DigitSource.INFO, durationMs, nowNs);
    }
  }
}
