/**
 * JMH benchmarks of the parts a packet goes through: codec, header, detector behind the receiver.
 * Run them with {@code bench/jmh.sh}. Knows the media module only.
 */
@NullMarked
package io.dialtree.bench.media;

import org.jspecify.annotations.NullMarked;
