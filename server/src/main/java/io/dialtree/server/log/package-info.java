/** How the server logs: to standard error, without a configuration file to parse at start. */
@NullMarked
package io.dialtree.server.log;

import org.jspecify.annotations.NullMarked;
