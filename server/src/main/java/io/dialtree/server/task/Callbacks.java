package io.dialtree.server.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.outbound.AddressGuard;
import io.dialtree.server.outbound.WebClient;
import io.dialtree.server.outbound.WebReply;
import io.dialtree.server.outbound.WebRequest;
import io.dialtree.store.Task;
import io.dialtree.store.TaskQueue;
import java.net.URI;
import java.time.Instant;

/**
 * Tells clients how their calls went. A callback is tried at once, and after 1, 5 and 15 seconds
 * when it was not answered with a status of 200 to 299. Thread-safe; blocks.
 */
public final class Callbacks {
  private static final String URL = "url";
  private static final String BODY = "body";

  private final AddressGuard guard;
  private final WebClient client;

  /** Sends what the guard allows. */
  public Callbacks(AddressGuard guard, WebClient client) {
    this.guard = guard;
    this.client = client;
  }

  /**
   * A callback to be sent; one call has one.
   *
   * @param body JSON
   */
  static Task task(String callId, String account, String url, String body, Instant now) {
    ObjectNode content = TaskJson.object();
    content.put(URL, url);
    content.set(BODY, TaskJson.parse(body));
    return Task.create(
        "callback/" + callId, TaskQueue.CALLBACK, account, now, TaskJson.text(content));
  }

  /** One try. */
  public Attempt send(Task task) {
    JsonNode content = TaskJson.parse(task.content());
    URI url = URI.create(content.path(URL).asText());
    return switch (guard.check(url)) {
      case AddressGuard.Verdict.Blocked(String reason) -> new Attempt.GivenUp(reason);
      case AddressGuard.Verdict.Unknown(String reason) ->
          Retries.CALLBACK.failed(task.attempts(), reason);
      case AddressGuard.Verdict.Allowed(var address) -> {
        WebReply reply =
            client.exchange(WebRequest.post(url, TaskJson.text(content.path(BODY))), address);
        yield Retries.CALLBACK.after(task.attempts(), reply);
      }
    };
  }
}
