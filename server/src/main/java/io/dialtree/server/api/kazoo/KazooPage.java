package io.dialtree.server.api.kazoo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.FailureKind;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list, ordered by id, the last first unless the client asks otherwise.
 *
 * @param startKey of this page, as the client gave it
 * @param nextStartKey of the next page, empty on the last one
 */
record KazooPage(List<Document> documents, String startKey, Optional<String> nextStartKey) {
  private static final int SIZE = 50;
  private static final int SIZE_MAX = 1_000;

  /** A longer list is given in pages only. */
  private static final int UNPAGED_MAX = 5_000;

  static KazooPage of(List<Document> all, ApiRequest request) {
    List<Document> ordered = all.stream().sorted(order(request)).toList();
    if (!request.query().flag("paginate").orElse(true)) {
      return unpaged(ordered);
    }
    int size = request.query().integer("page_size", 1, SIZE_MAX).orElse(SIZE);
    String startKey = request.query().first("start_key").orElse("");
    int from = startKey.isEmpty() ? 0 : indexOf(decoded(startKey), ordered, ids(request));
    int to = Math.min(from + size, ordered.size());
    Optional<String> next =
        to < ordered.size() ? Optional.of(encoded(ordered.get(to))) : Optional.empty();
    return new KazooPage(ordered.subList(from, to), startKey, next);
  }

  private static KazooPage unpaged(List<Document> ordered) {
    if (ordered.size() > UNPAGED_MAX) {
      throw ApiFailure.of(
          FailureKind.RANGE,
          "the list has " + ordered.size() + " entries; without pages at most " + UNPAGED_MAX);
    }
    return new KazooPage(ordered, "", Optional.empty());
  }

  private static Comparator<Document> order(ApiRequest request) {
    return Comparator.comparing(document -> document.key().id(), ids(request));
  }

  private static Comparator<String> ids(ApiRequest request) {
    boolean isAscending =
        request.query().flag("ascending").orElse(false)
            || !request.query().flag("descending").orElse(true);
    return isAscending ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }

  /** Where a page begins, also when the document it began with has gone since. */
  private static int indexOf(String id, List<Document> ordered, Comparator<String> ids) {
    int index = 0;
    while (index < ordered.size() && ids.compare(ordered.get(index).key().id(), id) < 0) {
      index++;
    }
    return index;
  }

  private static String encoded(Document document) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(document.key().id().getBytes(UTF_8));
  }

  private static String decoded(String startKey) {
    try {
      return new String(Base64.getUrlDecoder().decode(startKey), UTF_8);
    } catch (IllegalArgumentException _) {
      throw ApiFailure.invalid(
          "start_key", "format", "found \"" + startKey + "\"", "a next_start_key of a page before");
    }
  }

  /** Says in the envelope which page it is. */
  ObjectNode describedIn(ObjectNode envelope) {
    envelope.put("page_size", documents.size());
    if (!startKey.isEmpty()) {
      envelope.put("start_key", startKey);
    }
    nextStartKey.ifPresent(key -> envelope.put("next_start_key", key));
    return envelope;
  }
}
