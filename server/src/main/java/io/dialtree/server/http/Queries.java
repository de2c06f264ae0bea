package io.dialtree.server.http;

import io.dialtree.server.api.Params;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes queries. One with a broken escape is none. */
final class Queries {
  private static final int PARAMETERS_MAX = 100;

  private Queries() {}

  static Params params(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return Params.none();
    }
    try {
      List<Map.Entry<String, String>> entries =
          new QueryStringDecoder(
                  query, java.nio.charset.StandardCharsets.UTF_8, false, PARAMETERS_MAX)
              .parameters().entrySet().stream()
                  .flatMap(
                      entry -> entry.getValue().stream().map(it -> Map.entry(entry.getKey(), it)))
                  .toList();
      return Params.exact(entries);
    } catch (IllegalArgumentException _) {
      return Params.none();
    }
  }
}
