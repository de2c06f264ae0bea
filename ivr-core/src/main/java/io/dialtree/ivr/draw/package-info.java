/**
 * Pictures of flows. Knows the flow model; no files. Start at {@link
 * io.dialtree.ivr.draw.FlowPicture}. Any thread.
 */
@NullMarked
package io.dialtree.ivr.draw;

import org.jspecify.annotations.NullMarked;
