/**
 * Carries HTTP: health, and the requests and replies of the faces. Knows Vert.x and Netty, which no
 * other package may see. Start at {@link io.dialtree.server.http.HttpFace}. Runs on an event loop
 * that never blocks.
 */
@NullMarked
package io.dialtree.server.http;

import org.jspecify.annotations.NullMarked;
