package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.RequestHead;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One page of a list: {@code page} from 1, {@code per_page} 1 to 100. Larger pages are cut to 100,
 * as Zendesk does; what lies behind the 10,000th record is refused.
 */
final class Paging {
  private static final int PER_PAGE_MAX = 100;
  private static final int RECORDS_MAX = 10_000;
  private static final String PAGE = "page";
  private static final String PER_PAGE = "per_page";

  private final RequestHead head;
  private final int page;
  private final int perPage;

  private Paging(RequestHead head) {
    this.head = head;
    this.perPage = Math.min(number(PER_PAGE, PER_PAGE_MAX), PER_PAGE_MAX);
    this.page = number(PAGE, 1);
    if ((page - 1L) * perPage >= RECORDS_MAX) {
      throw ApiFailure.of(
          FailureKind.UNREADABLE, "page: only the first " + RECORDS_MAX + " records are given");
    }
  }

  /** The page that was asked for: {@code {"name": [...], count, next_page, previous_page}}. */
  static <T> ApiReply reply(
      RequestHead head, String name, List<T> all, Function<T, ? extends JsonNode> view) {
    return ApiReply.json(200, new Paging(head).envelope(name, all, view));
  }

  /** The same, with more in the envelope that goes with the records of this page. */
  static <T> ApiReply reply(
      RequestHead head,
      String name,
      List<T> all,
      Function<T, ? extends JsonNode> view,
      BiConsumer<List<T>, ObjectNode> more) {
    Paging paging = new Paging(head);
    ObjectNode body = paging.envelope(name, all, view);
    more.accept(paging.records(all), body);
    return ApiReply.json(200, body);
  }

  private <T> List<T> records(List<T> all) {
    return all.stream().skip((page - 1L) * perPage).limit(perPage).toList();
  }

  private <T> ObjectNode envelope(String name, List<T> all, Function<T, ? extends JsonNode> view) {
    ArrayNode items = Json.array();
    records(all).forEach(item -> items.add(view.apply(item)));
    ObjectNode reply = Json.object();
    reply.set(name, items);
    reply.put("count", all.size());
    link(reply, "next_page", (long) page * perPage < all.size(), page + 1);
    link(reply, "previous_page", page > 1, page - 1);
    return reply;
  }

  private void link(ObjectNode reply, String key, boolean exists, int target) {
    if (!exists) {
      reply.putNull(key);
      return;
    }
    StringBuilder url = new StringBuilder(head.base()).append(head.path());
    url.append('?').append(PAGE).append('=').append(target);
    for (String name : head.query().names()) {
      if (!name.equals(PAGE)) {
        head.query()
            .all(name)
            .forEach(value -> url.append('&').append(text(name)).append('=').append(text(value)));
      }
    }
    reply.put(key, url.toString());
  }

  private static String text(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private int number(String name, int absent) {
    return head.query().first(name).map(text -> parse(name, text)).orElse(absent);
  }

  private static int parse(String name, String text) {
    if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) > 0) {
      return Integer.parseInt(text);
    }
    throw ApiFailure.of(
        FailureKind.UNREADABLE, name + ": found \"" + text + "\"; allowed: a whole number from 1");
  }
}
