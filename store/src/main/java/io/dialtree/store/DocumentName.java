package io.dialtree.store;

/**
 * The name of a stored document.
 *
 * @param kind stable name of its kind
 * @param account whose it is
 * @param id unique in kind and account
 */
public record DocumentName(String kind, String account, String id) {}
