/** The interpreter: a pure state machine from (state, event, now) to (state, commands). */
@NullMarked
package io.dialtree.ivr.run;

import org.jspecify.annotations.NullMarked;
