package io.dialtree.server.api;

import io.dialtree.server.api.access.Presented;
import java.util.List;
import java.util.Optional;

/** A face below {@code /t} with these routes and nobody who may come in. */
public record FaceOfRoutes(List<Route> routes) implements Face {
  @Override
  public String name() {
    return "routes";
  }

  @Override
  public List<String> prefixes() {
    return List.of("/t");
  }

  @Override
  public ApiReply failure(ApiFailure failure, RequestHead head) {
    return ApiReply.text(failure.kind().status(), MediaTypes.TEXT, failure.sentence());
  }

  @Override
  public Optional<Presented> presented(RequestHead head) {
    return Optional.empty();
  }
}
