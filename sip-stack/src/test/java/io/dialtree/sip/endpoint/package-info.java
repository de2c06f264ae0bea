/** Tests of the SIP endpoint over real sockets on loopback. */
@NullMarked
package io.dialtree.sip.endpoint;

import org.jspecify.annotations.NullMarked;
