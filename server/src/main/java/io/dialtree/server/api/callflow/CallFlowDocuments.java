package io.dialtree.server.api.callflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Changes;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.library.Expectation;
import io.dialtree.server.library.FlowLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documents of call flows, as the one who asks sees them. Thread-safe; blocks on changes. */
final class CallFlowDocuments {
  private static final String CREATED_ON = "created_on";
  private static final String UPDATED_ON = "updated_on";

  /** Set by the server; what a client says of them counts for nothing. */
  static final Set<String> SERVER_SET = Set.of("uuid", CREATED_ON, UPDATED_ON);

  /** Flows, users and groups share one number space. */
  private static final List<DocumentKind> WITH_EXTENSION =
      List.of(DocumentKind.CALLFLOW, DocumentKind.CALLFLOW_USER, DocumentKind.CALLFLOW_GROUP);

  private static final long FIRST_EXTENSION = 501;

  private final FlowLibrary library;
  private final Clock clock;

  CallFlowDocuments(FlowLibrary library, Clock clock) {
    this.library = library;
    this.clock = clock;
  }

  /** The account a request acts for: its own, or, for who has none, the one it names. */
  static String account(ApiRequest request) {
    String own = request.principal().account();
    String wanted = request.head().headers().first("X-Auth-For").orElse(own);
    if (!request.principal().maySee(wanted)) {
      throw ApiFailure.of(FailureKind.FORBIDDEN, "this user may not act for " + wanted);
    }
    return wanted;
  }

  List<Document> list(DocumentKind kind, ApiRequest request) {
    return library.list(kind, account(request));
  }

  /**
   * One document.
   *
   * @throws ApiFailure when there is none
   */
  Document get(DocumentKind kind, String uuid, ApiRequest request) {
    return library
        .find(new DocumentKey(kind, account(request), uuid))
        .orElseThrow(() -> ApiFailure.notFound(kind.slug() + " " + uuid));
  }

  boolean has(DocumentKind kind, String uuid, ApiRequest request) {
    return library.find(new DocumentKey(kind, account(request), uuid)).isPresent();
  }

  /** Writes a new document under a uuid of its own. */
  ObjectNode create(DocumentKind kind, ObjectNode sent, ApiRequest request) {
    String uuid = library.ids().next(kind);
    ObjectNode json = cleaned(sent);
    json.put("uuid", uuid);
    json.put(CREATED_ON, today());
    json.put(UPDATED_ON, today());
    put(new DocumentKey(kind, account(request), uuid), json, request, Expectation.absent());
    return json;
  }

  /** Writes a document in place of the one that is there; nothing of that one stays. */
  ObjectNode replace(DocumentKind kind, String uuid, ObjectNode sent, ApiRequest request) {
    Document old = own(get(kind, uuid, request), request);
    ObjectNode json = cleaned(sent);
    json.put("uuid", uuid);
    json.put(CREATED_ON, object(old).path(CREATED_ON).asText(today()));
    json.put(UPDATED_ON, today());
    put(old.key(), json, request, Expectation.present());
    return json;
  }

  private static ObjectNode cleaned(ObjectNode sent) {
    ObjectNode json = sent.deepCopy();
    json.remove(SERVER_SET);
    return json;
  }

  private void put(DocumentKey key, ObjectNode json, ApiRequest request, Expectation expectation) {
    Changes.done(
        library.put(key, Json.text(json), request.author(), expectation),
        key.kind().slug() + " " + key.id());
  }

  void remove(DocumentKind kind, String uuid, ApiRequest request) {
    Document document = own(get(kind, uuid, request), request);
    Changes.done(
        library.remove(document.key(), request.author(), Expectation.present()),
        kind.slug() + " " + uuid);
  }

  /** What belongs to all is changed by those who act for all. */
  private static Document own(Document document, ApiRequest request) {
    if (!document.key().account().equals(account(request)) && document.file().isEmpty()) {
      throw ApiFailure.of(
          FailureKind.FORBIDDEN,
          document.key().kind().slug() + " " + document.key().id() + " belongs to all accounts");
    }
    return document;
  }

  /** The smallest extension that nobody has, from 501. */
  long nextExtension(ApiRequest request) {
    Set<Long> taken =
        within(WITH_EXTENSION, request)
            .map(document -> object(document).path("extension").asLong())
            .collect(Collectors.toSet());
    long next = FIRST_EXTENSION;
    while (taken.contains(next)) {
      next++;
    }
    return next;
  }

  /** Those the account sees; for who acts for all, those of all accounts. */
  Stream<Document> within(List<DocumentKind> kinds, ApiRequest request) {
    return account(request).equals(DocumentKey.SHARED)
        ? library.documents().documents().stream()
            .filter(document -> kinds.contains(document.key().kind()))
        : kinds.stream().flatMap(kind -> list(kind, request).stream());
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
  }

  /** What a document says, to be changed by the caller. */
  static ObjectNode object(Document document) {
    return Json.parse(document.json()) instanceof ObjectNode object ? object : Json.object();
  }

  /** What a document says, with the days of its file where it stands in one and says none. */
  ObjectNode dated(Document document) {
    ObjectNode object = object(document);
    if (object.has(CREATED_ON) && object.has(UPDATED_ON)) {
      return object;
    }
    document
        .file()
        .map(it -> changedOn(it.file()))
        .ifPresent(day -> {
          object.putIfAbsent(CREATED_ON, object.textNode(day));
          object.putIfAbsent(UPDATED_ON, object.textNode(day));
        });
    return object;
  }

  private String changedOn(String file) {
    try {
      Instant at = Files.getLastModifiedTime(Path.of(file)).toInstant();
      return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    } catch (IOException | InvalidPathException _) {
      return today(); // it was there when it was read
    }
  }

  /** What a request without a body must not have. */
  static <T> T bare(ApiRequest request, Supplier<T> then) {
    if (request.body().length > 0) {
      throw ApiFailure.of(
          FailureKind.UNREADABLE, "a " + request.head().method() + " has no body here");
    }
    return then.get();
  }
}
