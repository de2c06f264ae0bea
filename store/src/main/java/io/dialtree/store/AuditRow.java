package io.dialtree.store;

import java.time.Instant;

/**
 * Who did what.
 *
 * @param key unique
 * @param action such as {@code put}
 * @param subject what it was done to
 * @param detail in words or JSON; never a secret
 */
public record AuditRow(
    String key, Instant at, String principal, String action, String subject, String detail) {}
