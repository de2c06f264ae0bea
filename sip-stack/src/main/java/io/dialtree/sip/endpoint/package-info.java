/** INVITE to BYE over JAIN-SIP, which no other package may see. */
@NullMarked
package io.dialtree.sip.endpoint;

import org.jspecify.annotations.NullMarked;
