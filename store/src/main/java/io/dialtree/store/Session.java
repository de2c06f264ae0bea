package io.dialtree.store;

import java.time.Instant;

/**
 * Somebody who was let in for a while.
 *
 * @param tokenHash hash of the token that says so
 * @param principal as it was when the session began
 * @param until the token is good before that
 */
public record Session(String tokenHash, Principal principal, Instant until) {}
