package io.dialtree.server.api.zendesk;

import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.AudioUpload;
import io.dialtree.server.api.Face;
import io.dialtree.server.api.RequestHead;
import io.dialtree.server.api.Route;
import io.dialtree.server.api.access.Presented;
import io.dialtree.server.api.access.Schemes;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.task.SmsOutbox;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Zendesk Talk over HTTP. Every path may end with {@code .json}; clients say who they are by HTTP
 * Basic, as {@code email:password} or {@code email/token:TOKEN}. Thread-safe.
 */
public final class ZendeskFace implements Face {
  /** Where everything of Talk is. */
  static final String VOICE = "/api/v2/channels/voice";

  static final String GROUPS = "/api/v2/groups";

  private final List<Route> routes;

  /**
   * A face of these documents.
   *
   * @param audio where greetings are kept
   * @param sms where text messages of routes wait
   */
  public ZendeskFace(FlowLibrary library, AudioUpload audio, SmsOutbox sms) {
    ZendeskDocuments documents = new ZendeskDocuments(library);
    routes =
        Stream.of(
                new IvrRoutes(documents).routes(),
                new MenuRoutes(documents).routes(),
                new KeyRoutes(documents).routes(),
                new PhoneNumberRoutes(documents).routes(),
                new GreetingRoutes(documents, audio).routes(),
                GreetingCategoryRoutes.routes(),
                new GroupRoutes(documents).routes(),
                TextMessageRoutes.routes(sms))
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public String name() {
    return "zendesk";
  }

  @Override
  public List<String> prefixes() {
    return List.of("/api/v2");
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public ApiReply failure(ApiFailure failure, RequestHead head) {
    return ZendeskErrors.reply(failure);
  }

  @Override
  public Optional<Presented> presented(RequestHead head) {
    return Schemes.basic(head.headers());
  }

  @Override
  public String optionalEnding() {
    return ".json";
  }
}
