package io.dialtree.config.settings;

import java.util.Optional;

/**
 * Limits of calls.
 *
 * @param defaultFlow flow for numbers nobody claims
 * @param maxCallSeconds longest call from its answer on
 * @param maxCalls calls at the same time
 * @param drainSeconds how long running calls may last after a stop was asked for
 */
public record CallSettings(
    Optional<String> defaultFlow, int maxCallSeconds, int maxCalls, int drainSeconds) {}
