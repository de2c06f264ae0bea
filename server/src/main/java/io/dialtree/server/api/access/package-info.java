/**
 * Who may do what over HTTP: principals, their secrets, and the record of what they changed. Knows
 * no face and no document. Start at {@link io.dialtree.server.api.access.Authenticator}. Any
 * thread; may block.
 */
@NullMarked
package io.dialtree.server.api.access;

import org.jspecify.annotations.NullMarked;
