/**
 * Makes tones and measures them: one or two sines with a level in dBm0, and the level of one
 * frequency in a piece of audio.
 *
 * <p>Owns the scale of levels (a full-scale sine is +3.14 dBm0, ITU-T G.711). Knows no packets,
 * codecs or calls. Start reading at {@link io.dialtree.media.tone.ToneGenerator}. Used where
 * prompts are made and in tests, not on the media thread.
 */
@NullMarked
package io.dialtree.media.tone;

import org.jspecify.annotations.NullMarked;
