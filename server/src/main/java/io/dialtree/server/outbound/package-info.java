/**
 * Requests to other servers: the web services a flow asks. Owns the bounds (time, size, number,
 * which networks) and the secrets; knows no call and no flow, and whoever asks gets exactly one
 * reply. Start at {@link io.dialtree.server.outbound.WebServices}. Any thread.
 */
@NullMarked
package io.dialtree.server.outbound;

import org.jspecify.annotations.NullMarked;
