package io.dialtree.server.api.kazoo;

import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Face;
import io.dialtree.server.api.RequestHead;
import io.dialtree.server.api.Route;
import io.dialtree.server.api.access.Authenticator;
import io.dialtree.server.api.access.Presented;
import io.dialtree.server.api.access.Schemes;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.prompt.PromptUploads;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kazoo's Crossbar, as far as an IVR needs it. */
public final class KazooFace implements Face {
  private final KazooEnvelope envelope;
  private final List<Route> routes;

  /**
   * The face.
   *
   * @param version of this server, told in every envelope
   */
  public KazooFace(
      FlowLibrary library,
      PromptUploads uploads,
      Authenticator authenticator,
      Clock clock,
      String version) {
    this.envelope = new KazooEnvelope(clock, version);
    List<Route> all = new ArrayList<>(new KazooAccounts(authenticator, envelope).routes());
    all.addAll(new KazooDocuments(KazooKind.MENUS, library, envelope).routes());
    all.addAll(new KazooDocuments(KazooKind.CALLFLOWS, library, envelope).routes());
    KazooDocuments media = new KazooDocuments(KazooKind.MEDIA, library, envelope);
    all.addAll(new MediaPages(media, uploads, envelope).routes());
    all.addAll(new PhoneNumbers(library, envelope).routes());
    this.routes = List.copyOf(all);
  }

  @Override
  public String name() {
    return "kazoo";
  }

  @Override
  public List<String> prefixes() {
    return List.of("/v2");
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public ApiReply failure(ApiFailure failure, RequestHead head) {
    return envelope.failure(failure, head);
  }

  /** The token may stand in the query, so that a player can be given the address of audio. */
  @Override
  public Optional<Presented> presented(RequestHead head) {
    return Schemes.header(head.headers(), "X-Auth-Token")
        .or(() -> head.query().first("auth_token").map(Presented::token))
        .or(() -> Schemes.bearer(head.headers()));
  }

  @Override
  public boolean readsBodyOfStrangers() {
    return true;
  }

  @Override
  public Optional<Presented> presentedInBody(ApiRequest request) {
    return KazooRequest.token(request);
  }

  @Override
  public String methodOf(ApiRequest request) {
    return KazooRequest.verb(request);
  }
}
