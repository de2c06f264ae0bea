/**
 * Tests of flows, written beside them: a call with a virtual clock, what it hears, presses and
 * waits for, and how it ends. Knows documents and the interpreter; no SIP, no files, no real clock.
 * Start at {@link io.dialtree.ivr.script.ScriptRun}. Any thread.
 */
@NullMarked
package io.dialtree.ivr.script;

import org.jspecify.annotations.NullMarked;
