/**
 * The world around the server under test: its process, SIPp's process, a phone's RTP sockets and
 * the ear that tells which tone was heard when. Knows no promise and no class of the server. Start
 * reading at {@link io.dialtree.scenarios.harness.TestCall}. A test's thread waits; each RTP peer
 * has one thread that receives and one that sends.
 */
@NullMarked
package io.dialtree.scenarios.harness;

import org.jspecify.annotations.NullMarked;
