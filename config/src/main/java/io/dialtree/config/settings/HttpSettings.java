package io.dialtree.config.settings;

/**
 * HTTP both ways.
 *
 * @param listen where health and metrics are served
 * @param stepsMayAskPrivate whether the requests of flows may go to private networks
 */
public record HttpSettings(HostPort listen, boolean stepsMayAskPrivate) {}
