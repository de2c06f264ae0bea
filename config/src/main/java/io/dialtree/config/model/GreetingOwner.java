package io.dialtree.config.model;

/**
 * What a recorded greeting belongs to.
 *
 * @param account whose document it is, empty for one that belongs to all
 * @param document its id
 */
public record GreetingOwner(String account, String document) {}
