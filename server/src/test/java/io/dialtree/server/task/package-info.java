/** Tests. */
@NullMarked
package io.dialtree.server.task;

import org.jspecify.annotations.NullMarked;
