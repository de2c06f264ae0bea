/**
 * A whole server from settings: what is started, in which order, and how it stops. Start at {@link
 * io.dialtree.server.serve.Server}.
 */
@NullMarked
package io.dialtree.server.serve;

import org.jspecify.annotations.NullMarked;
