/**
 * Turns linear PCM into RTP payloads and back, one codec a family of classes.
 *
 * <p>Owns the codec interface and the codecs. Knows no packets, no sockets and no calls. Start
 * reading at {@link io.dialtree.media.codec.AudioCodec}: it describes a codec and makes the
 * encoders and decoders that carry a stream's state. A codec may be used by any thread, an encoder
 * or decoder by one at a time.
 */
@NullMarked
package io.dialtree.media.codec;

import org.jspecify.annotations.NullMarked;
