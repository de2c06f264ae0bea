/** Tests. */
@NullMarked
package io.dialtree.server.api.zendesk;

import org.jspecify.annotations.NullMarked;
