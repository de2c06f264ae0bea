package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import io.dialtree.server.task.SmsOutbox;
import io.dialtree.store.Task;
import java.util.List;
import java.util.Locale;

/**
 * The outbox of text messages that {@code textback} routes send, the newest first: an account sees
 * those of its own flows. Zendesk has no such path.
 */
final class TextMessageRoutes {
  private static final int MESSAGES_MAX = 10_000;

  private final SmsOutbox sms;

  private TextMessageRoutes(SmsOutbox sms) {
    this.sms = sms;
  }

  static List<Route> routes(SmsOutbox sms) {
    return List.of(
        Route.get(ZendeskFace.VOICE + "/text_messages", new TextMessageRoutes(sms)::list));
  }

  private ApiReply list(ApiRequest request) {
    return Paging.reply(
        request.head(),
        "text_messages",
        sms.messages(request.principal().account(), MESSAGES_MAX),
        TextMessageRoutes::view);
  }

  private static ObjectNode view(Task task) {
    ObjectNode view = Json.object();
    view.put("id", task.id());
    view.put("created_at", task.created().toString());
    view.put("state", task.state().name().toLowerCase(Locale.ROOT));
    view.put("attempts", task.attempts());
    view.put("result", task.result());
    Json.parse(task.content())
        .properties()
        .forEach(entry -> view.set(entry.getKey(), entry.getValue()));
    return view;
  }
}
