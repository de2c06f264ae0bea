/**
 * The HTTP face of CM.com's Voice API as far as Request DTMF goes: an instruction comes in, calls
 * are queued. Must not know other faces or the carrier of HTTP. Start at {@link
 * io.dialtree.server.api.dtmf.DtmfFace}. Handlers run on virtual threads and may block.
 */
@NullMarked
package io.dialtree.server.api.dtmf;

import org.jspecify.annotations.NullMarked;
