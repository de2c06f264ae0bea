/**
 * The HTTP face of Zendesk Talk: IVRs with their menus and routes, phone numbers, greetings and
 * groups, under the paths, envelopes and errors that clients of the original know. Keeps nothing:
 * all it shows and changes are documents of the {@link io.dialtree.server.library.FlowLibrary}.
 * Must not know other faces or the carrier of HTTP. Start at {@link
 * io.dialtree.server.api.zendesk.ZendeskFace}. Handlers run on virtual threads and may block.
 */
@NullMarked
package io.dialtree.server.api.zendesk;

import org.jspecify.annotations.NullMarked;
