/**
 * CM.com's Request DTMF: an instruction to call somebody and ask for digits. {@link
 * io.dialtree.config.dialect.dtmfrequest.DtmfInstruction} reads it ({@code read}: validation, with
 * findings named like JSON Schema's rules), {@link io.dialtree.config.dialect.dtmfrequest.DtmfFlow}
 * makes the flow of the call, {@link io.dialtree.config.dialect.dtmfrequest.DtmfCall} follows one
 * call to its result, and {@link io.dialtree.config.dialect.dtmfrequest.DtmfEvents} writes what the
 * client is told. Knows no other dialect, no HTTP, no queue and no clock. Start at {@link
 * io.dialtree.config.dialect.dtmfrequest.DtmfInstruction}. Any thread.
 */
@NullMarked
package io.dialtree.config.dialect.dtmfrequest;

import org.jspecify.annotations.NullMarked;
