/**
 * The face of the SIP module: start an endpoint, take calls, make calls. Everything the server may
 * call stands here, free of JAIN-SIP types; the dialogs behind it are in {@code
 * io.dialtree.sip.dialog}, the gate in front of it in {@code io.dialtree.sip.guard}. Knows no flows
 * and no audio. Start reading at {@link io.dialtree.sip.endpoint.SipEndpoint}. Callbacks run on SIP
 * threads and must not block.
 */
@NullMarked
package io.dialtree.sip.endpoint;

import org.jspecify.annotations.NullMarked;
