/**
 * Secures RTP and RTCP with keys that somebody else negotiated (RFC 3711, RFC 7714). Owns the
 * contexts of one call: which packet belongs to which source, what came before, when a new key
 * counts. Knows no SIP, no SDP and no sockets. Start reading at {@link
 * io.dialtree.media.srtp.SrtpSession}. Deriving keys takes time and is done by the caller's thread;
 * sealing and opening packets is confined to the media thread. Keys are never printed.
 */
@NullMarked
package io.dialtree.media.srtp;

import org.jspecify.annotations.NullMarked;
