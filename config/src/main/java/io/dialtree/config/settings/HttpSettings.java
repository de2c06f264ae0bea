package io.dialtree.config.settings;

/**
 * HTTP both ways.
 *
 * @param listen where the APIs, health and metrics are served
 * @param metricsOpen true when everybody may read {@code /metrics}
 * @param stepsMayAskPrivate whether the requests of flows may go to private networks
 */
public record HttpSettings(HostPort listen, boolean metricsOpen, boolean stepsMayAskPrivate) {}
