package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.Access;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.MediaTypes;
import io.dialtree.server.api.Params;
import io.dialtree.server.api.Route;
import io.dialtree.server.call.CallFeed;
import io.dialtree.server.call.LiveCall;
import io.dialtree.server.call.LiveCalls;
import io.dialtree.store.CallQuery;
import io.dialtree.store.CallRow;
import io.dialtree.store.RecordTable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Calls that run, records of those that have ended, and events as they happen. */
final class CallPages {
  private static final int LIMIT = 100;
  private static final int LIMIT_MAX = 1_000;

  /** Each event is written to all of them. */
  private static final int FOLLOWERS_MAX = 100;

  private final LiveCalls calls;
  private final CallFeed feed;
  private final RecordTable records;
  private final AtomicInteger followers = new AtomicInteger();

  CallPages(LiveCalls calls, CallFeed feed, RecordTable records) {
    this.calls = calls;
    this.feed = feed;
    this.records = records;
  }

  /** Calls belong to no account, so that bound principals do not see them. */
  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/calls", unbound(_ -> list())),
        Route.get("/api/v1/calls/{call}", unbound(this::show)),
        Route.change("DELETE", "/api/v1/calls/{call}", this::hangup).asking(Access.ADMIN),
        Route.get("/api/v1/cdrs", unbound(this::query)),
        Route.get("/api/v1/cdrs/{key}", unbound(this::record)),
        Route.get("/api/v1/events", unbound(this::events)));
  }

  private static Route.Handler unbound(Route.Handler handler) {
    return request -> {
      if (!request.principal().account().isEmpty()) {
        throw ApiFailure.of(
            FailureKind.FORBIDDEN, "calls are shown to principals of all accounts only");
      }
      return handler.handle(request);
    };
  }

  private ApiReply list() {
    ObjectNode reply = Json.object();
    reply.set("calls", Json.array(calls.live().stream().map(Json::tree).toList()));
    return ApiReply.json(200, reply);
  }

  private ApiReply show(ApiRequest request) {
    String id = request.param("call");
    Optional<LiveCall> live =
        calls.live().stream().filter(call -> call.callId().equals(id)).findFirst();
    if (live.isPresent()) {
      return ApiReply.json(200, ((ObjectNode) Json.tree(live.get())).put("state", "live"));
    }
    ObjectNode record =
        feed.ended(id)
            .map(json -> (ObjectNode) Json.parse(json))
            .orElseThrow(() ->
                ApiFailure.notFound(
                    "call " + id + " among those that run or ended lately; /api/v1/cdrs has all"));
    return ApiReply.json(200, record.put("state", "ended"));
  }

  private ApiReply hangup(ApiRequest request) {
    if (!calls.hangup(request.param("call"))) {
      throw ApiFailure.notFound("running call " + request.param("call"));
    }
    return ApiReply.json(202, Json.object().put("call_id", request.param("call")));
  }

  private ApiReply query(ApiRequest request) {
    Params query = request.query();
    int limit = query.integer("limit", 1, LIMIT_MAX).orElse(LIMIT);
    Optional<CallRow> after =
        query
            .first("after")
            .map(key ->
                records
                    .call(key)
                    .orElseThrow(() ->
                        ApiFailure.invalid("after", "unknown", "found \"" + key + "\"", "a key")));
    List<CallRow> rows =
        records.calls(
            new CallQuery(
                instant(query, "from"),
                instant(query, "until"),
                query.first("flow"),
                query.first("caller"),
                after,
                limit + 1));
    List<CallRow> page = rows.subList(0, Math.min(limit, rows.size()));
    ObjectNode reply = Json.object();
    reply.set("cdrs", Json.array(page.stream().map(CallPages::shown).toList()));
    if (rows.size() > page.size()) {
      reply.put("next", page.getLast().key());
    }
    return ApiReply.json(200, reply);
  }

  private ApiReply record(ApiRequest request) {
    String key = request.param("key");
    return ApiReply.json(
        200, shown(records.call(key).orElseThrow(() -> ApiFailure.notFound("record " + key))));
  }

  private static ObjectNode shown(CallRow row) {
    return ((ObjectNode) Json.parse(row.json())).put("key", row.key());
  }

  static Optional<Instant> instant(Params query, String name) {
    Optional<String> text = query.first(name);
    try {
      Optional<Instant> instant = text.map(Instant::parse);
      long _ = instant.map(Instant::toEpochMilli).orElse(0L); // as the store keeps it
      return instant;
    } catch (DateTimeParseException | ArithmeticException _) {
      String allowed = "a time such as 2026-11-21T10:00:00Z";
      throw ApiFailure.invalid(name, "format", "found \"" + text.orElse("") + "\"", allowed);
    }
  }

  /** A client that comes back names the last event it has seen, and gets what it has missed. */
  private ApiReply events(ApiRequest request) {
    Optional<Long> seen =
        request
            .head()
            .headers()
            .first("Last-Event-ID")
            .filter(id -> id.matches("[0-9]{1,18}"))
            .map(Long::valueOf);
    if (request.head().method().equals("HEAD")) {
      return ApiReply.text(200, MediaTypes.EVENTS, "");
    }
    if (followers.incrementAndGet() > FOLLOWERS_MAX) {
      followers.decrementAndGet();
      throw new ApiFailure(
          FailureKind.TOO_MANY,
          FOLLOWERS_MAX + " clients follow the events already",
          List.of(),
          Map.of("Retry-After", "10"));
    }
    return ApiReply.events(sink -> {
      sink.onClose(followers::decrementAndGet);
      Consumer<CallFeed.Event> listener =
          event -> sink.send(event.type(), Long.toString(event.sequence()), event.json());
      feed.follow(seen.orElseGet(feed::place), listener);
      sink.onClose(() -> feed.ignore(listener));
    });
  }
}
