package io.dialtree.media.engine;

import io.dialtree.media.dtmf.DigitSource;

/** What one call's media reports. Called on the media thread: hand over and return, never block. */
public interface MediaListener {
  /** A key was pressed; once per key, however many means it was heard by. */
  void onDigit(char digit, DigitSource source, int durationMs);

  /**
   * A list of clips ended: by itself, stopped, or cut by a key. Once for each list that was
   * started.
   */
  void onPlayEnded(long playId, boolean cut);

  /** The media of this call is gone. Once. */
  void onMediaLost(Loss loss);

  /** Why a call has no media any more. */
  enum Loss {
    /** Neither RTP nor RTCP came for the configured time while the call was not on hold. */
    RTP_TIMEOUT,
    /** The loop met a fault of its own in this call. */
    FAULT
  }
}
