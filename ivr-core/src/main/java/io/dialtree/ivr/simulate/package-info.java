/**
 * Talks to a flow without a telephone: prompts as text, keys typed, a clock that moves when it is
 * told to. Runs the same interpreter as calls do; knows no SIP and no audio. Start at {@link
 * io.dialtree.ivr.simulate.Simulation}. Any thread.
 */
@NullMarked
package io.dialtree.ivr.simulate;

import org.jspecify.annotations.NullMarked;
