/**
 * The documents as they are now: those of the configuration folder and those of the store, compiled
 * to the book that new calls get. Knows no HTTP and no call. Start at {@link
 * io.dialtree.server.library.FlowLibrary}. Any thread.
 */
@NullMarked
package io.dialtree.server.library;

import org.jspecify.annotations.NullMarked;
