package io.dialtree.store;

import java.time.Instant;

/**
 * What is known of a stored piece of audio.
 *
 * @param account whose it is, empty for all
 * @param name by which flows know it
 * @param mediaType as it was found by looking, such as {@code audio/x-wav}
 * @param sha256 of its bytes, hexadecimal
 */
public record AudioInfo(
    String account, String name, String mediaType, String sha256, long sizeBytes, Instant at) {}
