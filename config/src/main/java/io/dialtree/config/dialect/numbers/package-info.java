/**
 * Numbers that lead to a document of any dialect. Start at {@link
 * io.dialtree.config.dialect.numbers.NumbersDialect}. Any thread.
 */
@NullMarked
package io.dialtree.config.dialect.numbers;

import org.jspecify.annotations.NullMarked;
