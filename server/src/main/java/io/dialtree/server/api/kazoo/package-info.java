/**
 * The face of Kazoo's clients, under {@code /v2}: accounts with menus, callflows, media and
 * telephone numbers, in Kazoo's envelopes. Knows the library and no other face. Start at {@link
 * io.dialtree.server.api.kazoo.KazooFace}. Virtual threads.
 */
@NullMarked
package io.dialtree.server.api.kazoo;

import org.jspecify.annotations.NullMarked;
