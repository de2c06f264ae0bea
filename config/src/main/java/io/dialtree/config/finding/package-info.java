/**
 * What is wrong with a document or a setting, as a value: where, what was found, what is allowed,
 * and the nearest spelling. Knows no document format. Start at {@link
 * io.dialtree.config.finding.Finding}. Any thread.
 */
@NullMarked
package io.dialtree.config.finding;

import org.jspecify.annotations.NullMarked;
