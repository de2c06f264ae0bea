/**
 * Reads audio files of many formats as linear samples of one channel, changes their rate, and
 * writes WAV.
 *
 * <p>Owns the decoding of files and the resampler. Knows no RTP, no codecs' payloads on the wire
 * and no prompts. Start reading at {@link io.dialtree.media.audio.AudioFile}. Files are read at
 * load time on threads that may wait, never on a media thread.
 */
@NullMarked
package io.dialtree.media.audio;

import org.jspecify.annotations.NullMarked;
