/**
 * The first class the JVM loads. Compiled for Java 11, so that an old JVM gets a sentence instead
 * of a stack trace. Knows nothing but the name of the real main class.
 */
@NullMarked
package io.dialtree.launch;

import org.jspecify.annotations.NullMarked;
