/**
 * What each kind of node does: one file per kind. Knows nodes and the turn of a run; no documents,
 * no SIP, no audio. Start at {@link io.dialtree.ivr.action.Action}; a new kind is registered in its
 * {@code of}. Confined to one step.
 */
@NullMarked
package io.dialtree.ivr.action;

import org.jspecify.annotations.NullMarked;
