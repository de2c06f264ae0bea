/** Tests. */
@NullMarked
package io.dialtree.server.api.dtmf;

import org.jspecify.annotations.NullMarked;
