package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPResponse;

/** Hears the answers to one request of ours. */
interface Exchange {
  /** Somebody who does not care. */
  Exchange IGNORED = _ -> {};

  void onResponse(SIPResponse response);

  /** No answer came in time (408), or the request could not travel (503). */
  default void onSilence(int code) {}
}
