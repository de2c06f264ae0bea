/** Text to PCM: one class per engine, and the prompt cache. */
@NullMarked
package io.dialtree.speech;

import org.jspecify.annotations.NullMarked;
