/**
 * What callers record becomes the greeting of their menu: audio in the store, a media document that
 * describes it, and the menu that names it. Knows documents and prompts, not calls' signalling or
 * media. Start at {@link io.dialtree.server.greeting.MenuGreetings}.
 */
@NullMarked
package io.dialtree.server.greeting;

import org.jspecify.annotations.NullMarked;
