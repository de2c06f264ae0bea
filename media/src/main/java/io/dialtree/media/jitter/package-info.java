/**
 * The jitter buffer: packets of one stream as the network brings them in, even audio out. Knows RTP
 * headers and decoders; knows no sockets, threads or clocks, the time comes in with each call.
 *
 * <p>Start reading at {@link io.dialtree.media.jitter.JitterBuffer}. {@code StreamPlace} says where
 * a packet belongs, {@code PacketSlots} keeps it, {@code DelayEstimate} says how long it is worth
 * waiting, {@code FrameStretch} moves the delay there without a click, and {@code LossConcealment}
 * fills what never came. A buffer is confined to one thread and allocates nothing per packet.
 */
@NullMarked
package io.dialtree.media.jitter;

import org.jspecify.annotations.NullMarked;
