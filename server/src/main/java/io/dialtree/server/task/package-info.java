/**
 * What this server sends and calls by itself: calls that somebody asked for, callbacks that tell
 * how they went, text messages of flows. Work waits in the store's task table, so that it survives
 * a restart. Must not know HTTP faces, SIP or media: the leg of a call and the sending of a request
 * are ports. Start at {@link io.dialtree.server.task.Outbound}. Work runs on virtual threads and
 * may block.
 */
@NullMarked
package io.dialtree.server.task;

import org.jspecify.annotations.NullMarked;
