/** Tests. */
@NullMarked
package io.dialtree.server.api.callflow;

import org.jspecify.annotations.NullMarked;
