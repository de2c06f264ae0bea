package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Changes;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.store.DocumentRevision;
import java.util.List;
import java.util.OptionalInt;

/** The revisions of documents of every dialect: who, when and why; differences; rolling back. */
final class RevisionPages {
  private static final String ALL = "/api/v1/documents/{kind}/{id}/revisions";
  private static final String ONE = ALL + "/{number}";

  private final FlowLibrary library;

  RevisionPages(FlowLibrary library) {
    this.library = library;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ALL, this::list),
        Route.get(ONE, this::show),
        Route.get(ONE + "/diff", this::diff),
        Route.change("POST", ONE + "/restore", this::restore));
  }

  private ApiReply list(ApiRequest request) {
    List<DocumentRevision> revisions = library.history().revisions(key(request));
    if (revisions.isEmpty()) {
      throw ApiFailure.notFound("stored document " + key(request));
    }
    ObjectNode reply = Json.object();
    reply.set("revisions", Json.array(revisions.stream().map(RevisionPages::facts).toList()));
    return ApiReply.json(200, reply);
  }

  private static ObjectNode facts(DocumentRevision revision) {
    return Json.object()
        .put("number", revision.number())
        .put("at", revision.at().toString())
        .put("principal", revision.principal())
        .put("why", revision.why())
        .put("deleted", revision.deleted());
  }

  private ApiReply show(ApiRequest request) {
    DocumentRevision revision = revision(request, number(request));
    return ApiReply.json(200, facts(revision).put("content", revision.content()));
  }

  /** Against the revision before, or the one that {@code from} names. */
  private ApiReply diff(ApiRequest request) {
    int to = number(request);
    OptionalInt given = request.query().integer("from", 0, Integer.MAX_VALUE);
    int from = given.orElse(to - 1);
    revision(request, to);
    List<String> diff =
        library
            .history()
            .diff(key(request), from, to)
            .orElseThrow(() -> ApiFailure.notFound("revision " + from + " of " + key(request)));
    return ApiReply.text(
        200, "text/x-diff; charset=utf-8", diff.isEmpty() ? "" : String.join("\n", diff) + "\n");
  }

  private ApiReply restore(ApiRequest request) {
    Changes.Done done =
        Changes.done(
            library.rollBack(key(request), number(request), restorer(request)),
            "revision " + request.param("number") + " of " + key(request));
    ObjectNode reply =
        Json.object()
            .put("id", done.document().key().id())
            .put("revision", done.document().revision());
    reply.set("findings", Problems.findings(done.warnings()));
    return ApiReply.json(200, reply);
  }

  /** Who gives no reason restores for a reason that can be told. */
  private static Author restorer(ApiRequest request) {
    Author author = request.author();
    return author.why().isEmpty()
        ? new Author(author.principal(), "restored revision " + number(request))
        : author;
  }

  private DocumentRevision revision(ApiRequest request, int number) {
    DocumentKey key = key(request);
    return library
        .history()
        .revision(key, number)
        .orElseThrow(() -> ApiFailure.notFound("revision " + number + " of " + key));
  }

  private static int number(ApiRequest request) {
    String text = request.param("number");
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw ApiFailure.invalid("number", "type", "found \"" + text + "\"", "a whole number from 1");
    }
    return Integer.parseInt(text);
  }

  /** A bound principal sees its own account; others name one, or mean documents of all. */
  private static DocumentKey key(ApiRequest request) {
    String slug = request.param("kind");
    DocumentKind kind =
        DocumentKind.bySlug(slug).orElseThrow(() -> ApiFailure.notFound("kind " + slug));
    return new DocumentKey(kind, Whose.account(request), request.param("id"));
  }
}
