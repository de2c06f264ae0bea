/**
 * One call's walk through a flow as a pure function: (state, event, now) gives (state, commands).
 * Owns the vocabulary of events and commands and the state that can be written down and read back.
 * Must not know SIP, RTP, sockets, threads or clocks: time is an argument. Start at {@link
 * io.dialtree.ivr.run.FlowRun}. Any thread, one at a time per call.
 */
@NullMarked
package io.dialtree.ivr.run;

import org.jspecify.annotations.NullMarked;
