/**
 * RTCP: the counts a receiver keeps (RFC 3550 appendix A) and the sender and receiver reports made
 * of them (section 6.4). Knows bytes only; confined to the media thread of its call.
 */
@NullMarked
package io.dialtree.media.rtcp;

import org.jspecify.annotations.NullMarked;
