/**
 * Audio of calls as files: what a side of a call says, through a jitter buffer, in order and in
 * time. Knows media, not calls or flows. Start at {@link io.dialtree.server.recording.HeardAudio}.
 */
@NullMarked
package io.dialtree.server.recording;

import org.jspecify.annotations.NullMarked;
