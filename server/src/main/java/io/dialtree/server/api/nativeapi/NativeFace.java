package io.dialtree.server.api.nativeapi;

import io.dialtree.server.api.Access;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.Face;
import io.dialtree.server.api.RequestHead;
import io.dialtree.server.api.Route;
import io.dialtree.server.api.access.Presented;
import io.dialtree.server.api.access.Schemes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** This server's own face. It answers for every path that belongs to no other. */
public final class NativeFace implements Face {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private final List<Route> routes;

  /**
   * The face.
   *
   * @param metrics the page for Prometheus
   * @param metricsOpen true when everybody may read it
   */
  public NativeFace(Supplier<String> metrics, boolean metricsOpen) {
    List<Route> all = new ArrayList<>();
    all.add(
        Route.get("/metrics", _ -> ApiReply.text(200, PROMETHEUS, metrics.get()))
            .asking(metricsOpen ? Access.OPEN : Access.READ));
    this.routes = List.copyOf(all);
  }

  @Override
  public String name() {
    return "native";
  }

  @Override
  public List<String> prefixes() {
    return List.of("/api/v1", "/metrics");
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public ApiReply failure(ApiFailure failure, RequestHead head) {
    return Problems.reply(failure, head);
  }

  @Override
  public Optional<Presented> presented(RequestHead head) {
    return Schemes.bearer(head.headers()).or(() -> Schemes.basic(head.headers()));
  }
}
