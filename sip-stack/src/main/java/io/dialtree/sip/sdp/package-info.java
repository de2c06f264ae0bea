/**
 * SDP and the offer/answer rules (RFC 8866, RFC 3264) as pure functions: text and facts in, text
 * and a plan for the media out. No sockets, no clock, no look-ups, no randomness. Knows nothing of
 * calls. Start reading at {@link io.dialtree.sip.sdp.Negotiator}. Any thread.
 */
@NullMarked
package io.dialtree.sip.sdp;

import org.jspecify.annotations.NullMarked;
