/**
 * A small caller: dials, presses keys, listens, and tells what happened when. Uses the same dialog,
 * negotiation and media loop as the server. Start at {@link io.dialtree.server.dial.Dialler}.
 */
@NullMarked
package io.dialtree.server.dial;

import org.jspecify.annotations.NullMarked;
