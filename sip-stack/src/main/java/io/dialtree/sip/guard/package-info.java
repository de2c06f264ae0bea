/**
 * The gate: which messages reach the SIP stack at all. Owns the UDP socket and its workers, the
 * filter on TCP connections, the limits in front of the parser and the list of sources. Knows no
 * dialogs and no SDP. Start reading at {@link io.dialtree.sip.guard.SourceGuard}, then {@link
 * io.dialtree.sip.guard.GuardUdpProcessor}. Runs on one receiver thread, the UDP workers and
 * JAIN-SIP's connection threads; JAIN-SIP types are at home here.
 */
@NullMarked
package io.dialtree.sip.guard;

import org.jspecify.annotations.NullMarked;
