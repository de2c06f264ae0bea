package io.dialtree.server.api;

import io.dialtree.server.api.access.Presented;
import io.dialtree.server.api.access.Schemes;
import io.dialtree.store.StoreUnavailable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A face that shows what the door does: one page of each kind, failures as {@code SLUG: sentence}.
 */
final class TestFace implements Face {
  @Override
  public String name() {
    return "test";
  }

  @Override
  public List<String> prefixes() {
    return List.of("/t");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/t/open", _ -> ApiReply.empty(204)).asking(Access.OPEN),
        Route.get("/t/{account}/things", request -> echo(request.principal().name())),
        Route.get("/t/{account}/things/{id}", request -> echo(request.param("id"))),
        Route.get("/t/{account}/things/first", _ -> echo("the literal one")),
        Route.change("POST", "/t/{account}/things", request -> echo(Json.text(request.json()))),
        Route.upload("PUT", "/t/{account}/audio", request -> echo("" + request.body().length)),
        Route.change("POST", "/t/form", request -> echo(describe(request.parts()))),
        Route.change("DELETE", "/t/{account}/things", _ -> ApiReply.empty(204))
            .asking(Access.ADMIN),
        Route.get("/t/files/{rest*}", request -> echo(request.param("rest"))),
        Route.get(
            "/t/away",
            _ -> {
              throw new StoreUnavailable("db.example.com does not answer", new IOException());
            }),
        Route.get(
            "/t/fault",
            _ -> {
              throw new IllegalStateException("secret detail");
            }));
  }

  private static ApiReply echo(String text) {
    return ApiReply.text(200, MediaTypes.TEXT, text);
  }

  private static String describe(List<Part> parts) {
    return parts.stream()
        .map(it ->
            it.name() + "/" + it.fileName() + "/" + it.contentType() + "/" + it.bytes().length)
        .toList()
        .toString();
  }

  @Override
  public ApiReply failure(ApiFailure failure, RequestHead head) {
    return ApiReply.text(
        failure.kind().status(),
        MediaTypes.TEXT,
        failure.kind().slug() + ": " + failure.sentence());
  }

  @Override
  public Optional<Presented> presented(RequestHead head) {
    return Schemes.bearer(head.headers())
        .or(() -> Schemes.basic(head.headers()))
        .or(() -> Schemes.headers(head.headers(), "x-auth-user", "x-auth-password"))
        .or(() -> Schemes.header(head.headers(), "X-Auth-Token"));
  }

  @Override
  public String optionalEnding() {
    return ".json";
  }
}
