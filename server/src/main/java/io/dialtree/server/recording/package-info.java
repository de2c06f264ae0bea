/**
 * Audio of calls as files: a whole call in stereo, or what one side says as a listener hears it.
 * Knows media, not calls or flows. Start at {@link io.dialtree.server.recording.CallRecording} and
 * {@link io.dialtree.server.recording.HeardAudio}.
 */
@NullMarked
package io.dialtree.server.recording;

import org.jspecify.annotations.NullMarked;
