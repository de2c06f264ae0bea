/**
 * The HTTP face of call flows: flows under {@code /voip/flow}, and the objects that flows name.
 * Every answer has one envelope. Keeps nothing: all it shows and changes are documents of the
 * {@link io.dialtree.server.library.FlowLibrary}. Must not know other faces or the carrier of HTTP.
 * Start at {@link io.dialtree.server.api.callflow.CallFlowFace}. Handlers run on virtual threads
 * and may block.
 */
@NullMarked
package io.dialtree.server.api.callflow;

import org.jspecify.annotations.NullMarked;
