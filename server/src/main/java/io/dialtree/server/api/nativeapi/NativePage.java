package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import java.util.List;
import java.util.function.Function;

/** A page of a list: {@code limit} entries that come {@code after} a name. */
final class NativePage {
  private static final int LIMIT = 100;
  private static final int LIMIT_MAX = 1_000;

  private NativePage() {}

  /**
   * The entries in the order of their names, under {@code key}, with {@code next} where more come.
   */
  static <T> ApiReply reply(
      List<T> all,
      Function<T, String> name,
      Function<T, ? extends JsonNode> show,
      String key,
      ApiRequest request) {
    int limit = request.query().integer("limit", 1, LIMIT_MAX).orElse(LIMIT);
    String after = request.query().first("after").orElse("");
    List<T> rest =
        all.stream()
            .filter(it -> after.isEmpty() || name.apply(it).compareTo(after) > 0)
            .sorted(java.util.Comparator.comparing(name))
            .limit(limit + 1L)
            .toList();
    List<T> page = rest.subList(0, Math.min(limit, rest.size()));
    ObjectNode reply = Json.object();
    reply.set(key, Json.array(page.stream().map(show).toList()));
    if (rest.size() > page.size()) {
      reply.put("next", name.apply(page.getLast()));
    }
    return ApiReply.json(200, reply);
  }
}
