package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.zendesk.ZendeskAccount;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Changes;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.library.ChangeResult;
import io.dialtree.server.library.Expectation;
import io.dialtree.server.library.FlowLibrary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of Zendesk's kinds, as the one who asks sees them. Thread-safe; blocks on changes.
 */
final class ZendeskDocuments {
  /** Somebody else must have written between reading and writing that often in a row. */
  private static final int ROUNDS_MAX = 20;

  private static final Comparator<Document> BY_NUMBER =
      Comparator.comparingLong(document -> idOf(document));

  private static final Logger LOG = LoggerFactory.getLogger(ZendeskDocuments.class);

  private final FlowLibrary library;
  private volatile AccountSnapshot snapshot;

  ZendeskDocuments(FlowLibrary library) {
    this.library = library;
    this.snapshot = AccountSnapshot.of(library.documents(), "");
  }

  /** Everything that objects of this account may refer to, as it is now. */
  AccountSnapshot account(ApiRequest request) {
    String account = request.principal().account();
    AccountSnapshot known = snapshot;
    if (!known.isOf(library.documents(), account)) {
      known = AccountSnapshot.of(library.documents(), account);
      snapshot = known;
    }
    return known;
  }

  /** All of a kind, by id. */
  List<Document> list(DocumentKind kind, ApiRequest request) {
    return library.list(kind, request.principal().account()).stream().sorted(BY_NUMBER).toList();
  }

  /**
   * The document of that id.
   *
   * @throws ApiFailure when there is none
   */
  Document get(DocumentKind kind, String id, ApiRequest request) {
    return library
        .find(new DocumentKey(kind, request.principal().account(), id))
        .orElseThrow(() -> ApiFailure.notFound(kind.slug() + " " + id));
  }

  boolean has(DocumentKind kind, long id, ApiRequest request) {
    String name = Long.toString(id);
    return library.find(new DocumentKey(kind, request.principal().account(), name)).isPresent();
  }

  long newId() {
    return library.ids().nextNumber();
  }

  /** Writes a new document under the id it carries. */
  Document create(DocumentKind kind, ObjectNode json, ApiRequest request) {
    String id = json.path("id").asText();
    DocumentKey key = new DocumentKey(kind, request.principal().account(), id);
    return done(library.put(key, Json.text(json), request.author(), Expectation.absent()), key);
  }

  /**
   * A change that was made.
   *
   * @param before what the change was made on
   * @param after what was written
   */
  record Edited(Document before, Document after) {}

  /**
   * Changes a document; when somebody else was faster, the change is made again on theirs.
   *
   * @throws ApiFailure what the change throws, or why it was not done
   */
  Edited edit(DocumentKind kind, String id, ApiRequest request, Consumer<ObjectNode> change) {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      Document current = own(get(kind, id, request), request);
      ObjectNode json = object(current);
      change.accept(json);
      ChangeResult result =
          library.put(
              current.key(),
              Json.text(json),
              request.author(),
              Expectation.revision(current.revision()));
      if (!(result instanceof ChangeResult.Conflict)) {
        return new Edited(current, done(result, current.key()));
      }
    }
    throw ApiFailure.of(FailureKind.CONFLICT, "others change " + kind.slug() + " " + id);
  }

  /** Takes a change back, unless somebody has changed the document since. */
  void restore(Edited edited, ApiRequest request) {
    Document before = edited.before();
    ChangeResult result =
        library.put(
            before.key(),
            before.json(),
            request.author(),
            Expectation.revision(edited.after().revision()));
    if (!(result instanceof ChangeResult.Stored)) {
      LOG.warn("{} keeps a change that was to be taken back: {}", name(before.key()), result);
    }
  }

  /**
   * Refuses what {@link #remove} would, as far as it is known before.
   *
   * @throws ApiFailure whose it is
   */
  void checkRemoval(Document document, ApiRequest request) {
    Optional<SourcePosition> file = own(document, request).file();
    if (file.isPresent()) {
      done(new ChangeResult.OwnedByFile(file.get().file()), document.key());
    }
  }

  /** Removes a document and gives it as it was. */
  Document remove(Document document, ApiRequest request) {
    ChangeResult result =
        library.remove(own(document, request).key(), request.author(), Expectation.present());
    return done(result, document.key());
  }

  /** Flows have numbers; here they are told by the field that holds them. */
  private static Document done(ChangeResult result, DocumentKey key) {
    try {
      return Changes.done(result, name(key)).document();
    } catch (ApiFailure failure) {
      String field = key.kind() == DocumentKind.ZENDESK_IVR ? "phone_number_ids" : "number";
      throw failure.withKeys(it -> it.equals("numbers") ? field : it);
    }
  }

  /** What belongs to all is changed by those who are bound to no account. */
  private static Document own(Document document, ApiRequest request) {
    if (isFixed(document, request) && document.file().isEmpty()) {
      throw ApiFailure.of(FailureKind.FORBIDDEN, name(document.key()) + " belongs to all accounts");
    }
    return document;
  }

  /** True when the one who asks may not change it: a file owns it, or all accounts do. */
  static boolean isFixed(Document document, ApiRequest request) {
    return document.file().isPresent()
        || !document.key().account().equals(request.principal().account());
  }

  /** What it says, to be changed by the caller. */
  static ObjectNode object(Document document) {
    return Json.parse(document.json()) instanceof ObjectNode object ? object : Json.object();
  }

  /** The number it is named by; files may be named otherwise, and come last. */
  static long idOf(Document document) {
    return ZendeskAccount.id(document.key().id()).orElse(Long.MAX_VALUE);
  }

  static DocNode tree(Document document) {
    return document.tree(new Findings()).orElseGet(DocTree::empty);
  }

  private static String name(DocumentKey key) {
    return key.kind().slug() + " " + key.id();
  }
}
