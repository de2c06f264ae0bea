/**
 * How a running server does, asked over HTTP and told to people. Knows the names of the metrics and
 * nothing of the server's classes. Start at {@link io.dialtree.server.status.ServerStatus}. Any
 * thread; may block.
 */
@NullMarked
package io.dialtree.server.status;

import org.jspecify.annotations.NullMarked;
