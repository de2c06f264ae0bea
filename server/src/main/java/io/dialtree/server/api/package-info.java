/**
 * What every HTTP face is made of: routes, requests, replies, failures, and the door that leads to
 * them. Knows no Vert.x and no single face: {@code server.http} carries it, faces are packages
 * below. Start at {@link io.dialtree.server.api.Face} and {@link io.dialtree.server.api.ApiDoor}.
 * Handlers run on virtual threads and may block.
 */
@NullMarked
package io.dialtree.server.api;

import org.jspecify.annotations.NullMarked;
