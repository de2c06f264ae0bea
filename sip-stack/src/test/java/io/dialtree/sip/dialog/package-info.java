/** Tests of this package. */
@NullMarked
package io.dialtree.sip.dialog;

import org.jspecify.annotations.NullMarked;
