/** Tests of this package. */
@NullMarked
package io.dialtree.sip.sdp;

import org.jspecify.annotations.NullMarked;
