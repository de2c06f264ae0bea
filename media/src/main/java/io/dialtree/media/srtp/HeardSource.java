package io.dialtree.media.srtp;

/**
 * One source under one key: whose packets these are. What is known of those that came, each kind
 * knows itself. Confined to the media thread once it is made.
 */
abstract sealed class HeardSource permits SecureSource, ControlSource {
  private int ssrc;

  /** True when it is that source's; of no meaning before it was somebody's. */
  final boolean isOf(int ofSsrc) {
    return ssrc == ofSsrc;
  }

  final void belongsTo(int newSsrc) {
    ssrc = newSsrc;
  }
}
