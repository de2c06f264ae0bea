/**
 * Functions of the C library that this server calls on Linux. Owns how they are found, and the
 * preference of the scheduler for a thread; who calls the other functions declares them and knows
 * what they do. Knows nothing of calls and audio. Start at {@link
 * io.dialtree.media.linux.CLibrary}. Any thread.
 */
@NullMarked
package io.dialtree.media.linux;

import org.jspecify.annotations.NullMarked;
