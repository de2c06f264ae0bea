/**
 * Measures the in-band digit detector: a corpus made from seeds, a table of what was heard of it,
 * false digits an hour of audio without any, and the cost of a frame, each beside spandsp where
 * that library is installed.
 *
 * <p>Knows the detector by its public face only. Start reading at {@link
 * io.dialtree.bench.dtmf.DtmfTable}; the conditions are in {@link io.dialtree.bench.dtmf.Corpus}.
 * Everything runs on one thread.
 */
@NullMarked
package io.dialtree.bench.dtmf;

import org.jspecify.annotations.NullMarked;
