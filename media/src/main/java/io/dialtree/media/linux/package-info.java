/**
 * Functions of the C library that this server calls on Linux. Owns how they are found and nothing
 * that they do. Start at {@link io.dialtree.media.linux.CLibrary}. Any thread.
 */
@NullMarked
package io.dialtree.media.linux;

import org.jspecify.annotations.NullMarked;
