package io.dialtree.config.settings;

import java.util.List;
import java.util.Optional;

/**
 * HTTP both ways.
 *
 * @param listen where the APIs, health and metrics are served
 * @param publicUrl how clients call this server, without a slash at its end; without one it is
 *     called as each request says
 * @param metricsOpen true when everybody may read {@code /metrics}
 * @param stepsAllow ranges that the requests of flows may reach although they are not public
 */
public record HttpSettings(
    HostPort listen, Optional<String> publicUrl, boolean metricsOpen, List<Cidr> stepsAllow) {
  /** Copies the list. */
  public HttpSettings {
    stepsAllow = List.copyOf(stepsAllow);
  }
}
