/**
 * Linux's io_uring for the datagrams of connected sockets: many receives or sends in one system
 * call, over a table of sockets that the kernel need not look up again. Owns the two queues that
 * are shared with the kernel, and nothing else; knows no RTP and no calls. Start reading at {@link
 * io.dialtree.media.uring.Uring}.
 */
@NullMarked
package io.dialtree.media.uring;

import org.jspecify.annotations.NullMarked;
