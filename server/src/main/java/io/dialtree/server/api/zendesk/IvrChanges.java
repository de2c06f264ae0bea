package io.dialtree.server.api.zendesk;

import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiRequest;
import java.util.function.Consumer;

/** Changes parts of an IVR, which is one document. Thread-safe. */
final class IvrChanges {
  private static final String ROUTES = ".routes.";
  private static final String KEYPRESS = ".keypress";

  private final ZendeskDocuments documents;

  IvrChanges(ZendeskDocuments documents) {
    this.documents = documents;
  }

  /**
   * Makes one change.
   *
   * @throws ApiFailure with the findings' keys as they are inside the part that was changed
   */
  IvrView change(ApiRequest request, Consumer<IvrEdit> change) {
    Document document = edit(request, change).after();
    return new IvrView(document, documents.account(request));
  }

  /** As {@link #change}, for who may take it back. */
  ZendeskDocuments.Edited edit(ApiRequest request, Consumer<IvrEdit> change) {
    String[] path = {""};
    try {
      return documents.edit(
          DocumentKind.ZENDESK_IVR,
          request.param("ivr"),
          request,
          json -> {
            IvrEdit edit = new IvrEdit(json);
            change.accept(edit);
            path[0] = edit.path();
          });
    } catch (ApiFailure failure) {
      throw failure.withKeys(key -> inside(key, path[0]));
    }
  }

  /** The IVR as it is. */
  IvrView view(ApiRequest request) {
    Document document = documents.get(DocumentKind.ZENDESK_IVR, request.param("ivr"), request);
    return new IvrView(document, documents.account(request));
  }

  /** Of two routes with one key the later one is found; the client knows the one it sent. */
  private static String inside(String key, String part) {
    if (!part.isEmpty() && key.startsWith(part + ".")) {
      return key.substring(part.length() + 1);
    }
    int routes = part.indexOf(ROUTES);
    boolean isTwin =
        routes > 0 && key.startsWith(part.substring(0, routes) + ROUTES) && key.endsWith(KEYPRESS);
    return isTwin ? KEYPRESS.substring(1) : key;
  }
}
