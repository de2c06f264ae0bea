/**
 * Measurements: side-by-side runs that print ratios, and JMH benchmarks. Not in the jar; nothing
 * depends on it.
 */
@NullMarked
package io.dialtree.bench;

import org.jspecify.annotations.NullMarked;
