/** Tests of this package. */
@NullMarked
package io.dialtree.sip.guard;

import org.jspecify.annotations.NullMarked;
