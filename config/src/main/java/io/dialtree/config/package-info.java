/**
 * Everything that is read from a configuration: settings, flows, names of prompts. Knows nobody: no
 * calls, no audio, no sockets. Start at {@link io.dialtree.config.ConfigFolder#load}. Any thread.
 */
@NullMarked
package io.dialtree.config;

import org.jspecify.annotations.NullMarked;
