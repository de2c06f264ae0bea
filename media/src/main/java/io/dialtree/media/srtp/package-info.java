/**
 * Secures RTP and RTCP with keys that somebody else negotiated (RFC 3711, RFC 7714). Owns what is
 * done to each packet and the state of one call: which packet belongs to which source, what came
 * before, when a new key counts. Knows no SIP, no SDP and no sockets. Start reading at {@link
 * io.dialtree.media.srtp.SrtpSession}, then {@link io.dialtree.media.srtp.RtpTransform}, which is
 * made of the JDK's AES and SHA-1 and allocates nothing; RTCP, a packet every few seconds, is left
 * to jitsi-srtp. Deriving keys takes time and is done by the caller's thread; sealing and opening
 * packets is confined to the media thread. Keys are never printed.
 */
@NullMarked
package io.dialtree.media.srtp;

import org.jspecify.annotations.NullMarked;
