/**
 * Turns linear PCM into RTP payloads and back, one class a codec.
 *
 * <p>Owns the codec interface and the codecs that are always there (G.711). Knows no packets, no
 * sockets and no calls. Start reading at {@link io.dialtree.media.codec.AudioCodec}. Codecs here
 * hold no state, so any thread may use them.
 */
@NullMarked
package io.dialtree.media.codec;

import org.jspecify.annotations.NullMarked;
