/**
 * What a call hears: prompts encoded once at load ({@link io.dialtree.media.play.Clip}) and the
 * player that cuts them into frames. Knows codecs; knows no sockets. The player is confined to the
 * media thread of its call.
 */
@NullMarked
package io.dialtree.media.play;

import org.jspecify.annotations.NullMarked;
