package io.dialtree.sip.endpoint;

/** A call we make. Its ACK, and BYE or CANCEL on {@link #hangup}, are sent by the module itself. */
public non-sealed interface OutgoingCall extends Call {}
