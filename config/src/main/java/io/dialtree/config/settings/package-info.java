/**
 * The server's settings as records, one per area, and how they are read: command line over
 * environment over file over the defaults in {@code reference.yaml}. Knows no flows. Start at
 * {@link io.dialtree.config.settings.Settings}. Any thread.
 */
@NullMarked
package io.dialtree.config.settings;

import org.jspecify.annotations.NullMarked;
