/**
 * This server's own face: flows, numbers, prompts, calls, records, principals, and the server
 * itself, under {@code /api/v1}. Knows the library and the calls through their ports, and no other
 * face. Start at {@link io.dialtree.server.api.nativeapi.NativeFace}. Virtual threads.
 */
@NullMarked
package io.dialtree.server.api.nativeapi;

import org.jspecify.annotations.NullMarked;
