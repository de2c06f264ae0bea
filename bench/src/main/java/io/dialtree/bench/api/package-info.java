/** How long the HTTP API takes, asked over the wire. Start at {@link ApiLatency}. */
@NullMarked
package io.dialtree.bench.api;

import org.jspecify.annotations.NullMarked;
