/**
 * The media loop: RTP packets in, digits out, prompt frames out, at the pace of the negotiated
 * packet time. Knows NIO channels; knows no SIP and no flows. Start reading at {@link
 * io.dialtree.media.engine.MediaThread}, whose {@code run} is the whole duty cycle, then {@link
 * io.dialtree.media.engine.SessionLoop}, one visit of one call.
 *
 * <p>Threads: {@link io.dialtree.media.engine.MediaEngine} and {@link
 * io.dialtree.media.engine.RtpSession} may be called by anybody; everything else is confined to one
 * media thread, which owns a call for life, never blocks, never logs per packet and allocates
 * nothing per packet.
 */
@NullMarked
package io.dialtree.media.engine;

import org.jspecify.annotations.NullMarked;
