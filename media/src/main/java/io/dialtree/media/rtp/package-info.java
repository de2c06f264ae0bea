/**
 * Reads and writes the RTP header (RFC 3550) in a buffer that somebody else owns.
 *
 * <p>Owns the layout of the header and the arithmetic of its wrapping counters. Knows no sockets,
 * codecs or streams. Start reading at {@link io.dialtree.media.rtp.RtpPacket}. Everything is static
 * and free of allocation; any thread may use it.
 */
@NullMarked
package io.dialtree.media.rtp;

import org.jspecify.annotations.NullMarked;
