/**
 * The command line: one class per command. Start at {@link io.dialtree.server.cli.Main}. Owns exit
 * codes and what is printed; knows nothing of calls beyond starting and stopping the server.
 */
@NullMarked
package io.dialtree.server.cli;

import org.jspecify.annotations.NullMarked;
