package io.dialtree.media.engine;

import java.net.InetAddress;

/**
 * How the media engine runs.
 *
 * @param bind the address RTP sockets are bound to
 * @param lowPort first port of the range
 * @param highPort last port of the range
 * @param threads media threads, at least 1
 * @param rtpTimeoutMs a call that neither sends RTP nor RTCP this long, and is not on hold, is
 *     reported
 * @param ioUring whether packets of many calls are read and written by one system call where the
 *     kernel offers io_uring
 */
public record MediaSettings(
    InetAddress bind, int lowPort, int highPort, int threads, long rtpTimeoutMs, boolean ioUring) {}
