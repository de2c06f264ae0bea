/**
 * The load generator: thousands of callers in one process, with real SIP and real RTP both ways.
 * Owns a media loop of its own, leaner than the server's, so that measuring costs less than what is
 * measured; knows nothing of flows and of the server's calls. Start at {@link
 * io.dialtree.server.load.LoadRun}. Callers are started by the thread that runs the load, their
 * signalling is heard on SIP threads, their audio is confined to the threads of {@link
 * io.dialtree.server.load.LoadLoop}.
 */
@NullMarked
package io.dialtree.server.load;

import org.jspecify.annotations.NullMarked;
