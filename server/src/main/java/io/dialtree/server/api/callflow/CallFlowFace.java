package io.dialtree.server.api.callflow;

import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.AudioUpload;
import io.dialtree.server.api.Face;
import io.dialtree.server.api.RequestHead;
import io.dialtree.server.api.Route;
import io.dialtree.server.api.access.Links;
import io.dialtree.server.api.access.Presented;
import io.dialtree.server.api.access.Schemes;
import io.dialtree.server.library.FlowLibrary;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Call flows over HTTP. Clients say who they are in {@code x-auth-reseller}, {@code x-auth-user}
 * and {@code x-auth-password}, and for which account they act in {@code X-Auth-For}. Thread-safe.
 */
public final class CallFlowFace implements Face {
  static final String PREFIX = "/voip";

  private final List<Route> routes;

  /**
   * A face of these documents.
   *
   * @param audio where sounds are kept
   * @param links lets players fetch a sound without saying who they are
   * @param envelopeOnDelete a removal is answered with 200 and an envelope, as the original's pages
   *     print it, instead of 204 without a body
   */
  public CallFlowFace(
      FlowLibrary library, AudioUpload audio, Links links, boolean envelopeOnDelete, Clock clock) {
    CallFlowDocuments documents = new CallFlowDocuments(library, clock);
    Removal removal = new Removal(documents, envelopeOnDelete);
    List<Route> all = new ArrayList<>(new FlowRoutes(documents, removal).routes());
    for (ThingKind kind : ThingKind.values()) {
      all.addAll(new ThingRoutes(kind, documents, removal).routes());
    }
    all.addAll(new TrunkAuthRoutes(documents).routes());
    all.addAll(new SoundAudioRoutes(documents, audio, links).routes());
    routes = List.copyOf(all);
  }

  @Override
  public String name() {
    return "callflow";
  }

  @Override
  public List<String> prefixes() {
    return List.of(PREFIX);
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public ApiReply failure(ApiFailure failure, RequestHead head) {
    return Envelope.of(failure);
  }

  @Override
  public Optional<Presented> presented(RequestHead head) {
    return Schemes.headers(head.headers(), "x-auth-user", "x-auth-password");
  }
}
