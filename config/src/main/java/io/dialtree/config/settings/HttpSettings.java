package io.dialtree.config.settings;

import java.util.Optional;

/**
 * HTTP both ways.
 *
 * @param listen where the APIs, health and metrics are served
 * @param publicUrl how clients call this server, without a slash at its end; without one it is
 *     called as each request says
 * @param metricsOpen true when everybody may read {@code /metrics}
 * @param stepsMayAskPrivate whether the requests of flows may go to private networks
 */
public record HttpSettings(
    HostPort listen, Optional<String> publicUrl, boolean metricsOpen, boolean stepsMayAskPrivate) {}
