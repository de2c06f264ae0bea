/** The media loop: RTP packets in, digits out, prompt frames out. */
@NullMarked
package io.dialtree.media.engine;

import org.jspecify.annotations.NullMarked;
