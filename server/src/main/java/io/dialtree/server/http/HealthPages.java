package io.dialtree.server.http;

import io.dialtree.server.api.MediaTypes;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/** Two pages that are open to everybody: the process lives, and calls are taken. */
final class HealthPages {
  private final Connections connections;
  private final BooleanSupplier ready;

  HealthPages(Connections connections, BooleanSupplier ready) {
    this.connections = connections;
    this.ready = ready;
  }

  void addTo(Router router) {
    router.route("/healthz").handler(rc -> page(rc, true, "ok\n"));
    router
        .route("/readyz")
        .handler(rc -> {
          boolean is = ready.getAsBoolean();
          page(rc, is, is ? "ready\n" : "not taking calls\n");
        });
    router.errorHandler(
        500, rc -> end(rc, 500, MediaTypes.JSON, "{\"error\":\"internal error\"}\n"));
  }

  private void page(RoutingContext rc, boolean isGood, String body) {
    rc.response().putHeader("Cache-Control", "no-store");
    switch (rc.request().method().name()) {
      case "GET" -> end(rc, isGood ? 200 : 503, MediaTypes.TEXT, body);
      case "HEAD" -> {
        rc.response().putHeader("Content-Length", Integer.toString(body.length()));
        end(rc, isGood ? 200 : 503, MediaTypes.TEXT, "");
      }
      default -> {
        rc.response().putHeader("Allow", "GET, HEAD");
        end(rc, 405, MediaTypes.TEXT, "allowed: GET, HEAD\n");
      }
    }
  }

  private void end(RoutingContext rc, int status, String type, String body) {
    rc.response().setStatusCode(status).putHeader("Content-Type", type);
    connections.end(rc.request(), Buffer.buffer(body));
  }
}
