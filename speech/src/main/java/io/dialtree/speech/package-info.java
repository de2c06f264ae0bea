/**
 * Turns text into speech: one class an engine, and the cache of what was spoken before.
 *
 * <p>Owns the engines and their quirks. Knows no flows, no RTP and no codecs: it hands out plain
 * samples. Start reading at {@link io.dialtree.speech.SpeechEngine}. Speaking takes milliseconds to
 * seconds and may wait for a process or the disk, so it runs on virtual threads, never on a media
 * thread.
 */
@NullMarked
package io.dialtree.speech;

import org.jspecify.annotations.NullMarked;
