/**
 * Flows as code: findings for people and machines, tests of flows with their reports, and what is
 * wrong with audio. Owns files and forms; the interpreter and the checks are those of {@code
 * ivr-core}. Start at {@link io.dialtree.server.flowcode.FlowTests}. Any thread.
 */
@NullMarked
package io.dialtree.server.flowcode;

import org.jspecify.annotations.NullMarked;
