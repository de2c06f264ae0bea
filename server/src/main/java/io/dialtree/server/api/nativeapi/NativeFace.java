package io.dialtree.server.api.nativeapi;

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

/** This server's own face. It answers for every path that belongs to no other. */
public final class NativeFace implements Face {
  private final List<Route> routes;

  /** A face to these. */
  public NativeFace(NativePorts ports) {
    List<Route> all = new ArrayList<>();
    all.addAll(new FlowPages(ports.library()).routes());
    all.addAll(new RevisionPages(ports.library()).routes());
    all.addAll(new NumberPages(ports.library()).routes());
    all.addAll(new PromptPages(ports.uploads()).routes());
    all.addAll(new CallPages(ports.calls(), ports.feed(), ports.records()).routes());
    all.addAll(new ServerPages(ports).routes());
    all.addAll(ReferencePages.routes());
    this.routes = List.copyOf(all);
  }

  @Override
  public String name() {
    return "native";
  }

  @Override
  public List<String> prefixes() {
    return List.of("/api/v1", "/metrics", "/docs", "/openapi.yaml");
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
  public boolean showsFindings() {
    return true;
  }

  @Override
  public Optional<Presented> presented(RequestHead head) {
    return Schemes.bearer(head.headers()).or(() -> Schemes.basic(head.headers()));
  }
}
