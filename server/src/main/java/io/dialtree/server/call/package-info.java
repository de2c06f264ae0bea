/**
 * The life of a call: admitted, negotiated, run, ended, recorded. The only place where a dialog, an
 * RTP session and a flow run meet. Start at {@link io.dialtree.server.call.CallDesk}, then {@link
 * io.dialtree.server.call.CallSession}.
 *
 * <p>Thread: everything that belongs to one call runs in its {@link
 * io.dialtree.server.call.CallMailbox}, one message after the other; SIP and media threads only
 * post to it.
 */
@NullMarked
package io.dialtree.server.call;

import org.jspecify.annotations.NullMarked;
