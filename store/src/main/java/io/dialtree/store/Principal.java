package io.dialtree.store;

/**
 * Who may use the HTTP faces.
 *
 * @param name unique; the user name in schemes that have one
 * @param account the one account it may act for, empty for every account
 * @param admin true when it may do everything
 * @param data what a scheme needs besides, JSON
 */
public record Principal(String name, String account, boolean admin, String data) {}
