/**
 * Finds what is wrong with flows that can be read: circles, nodes nobody reaches, flows that are
 * not there. Knows the flow model only and runs nothing. Start at {@link
 * io.dialtree.ivr.check.FlowCheck}. Any thread.
 */
@NullMarked
package io.dialtree.ivr.check;

import org.jspecify.annotations.NullMarked;
