/** Tests of what meets in the server. */
@NullMarked
package io.dialtree.server;

import org.jspecify.annotations.NullMarked;
