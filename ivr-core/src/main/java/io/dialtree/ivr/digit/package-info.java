/**
 * The one collector of keys, for every kind of question. Knows rules and keys; no nodes, no
 * prompts, no time: who owns the timers tells it when one has run out. Start at {@link
 * io.dialtree.ivr.digit.DigitCollector}. Any thread.
 */
@NullMarked
package io.dialtree.ivr.digit;

import org.jspecify.annotations.NullMarked;
