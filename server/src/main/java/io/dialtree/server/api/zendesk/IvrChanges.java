package io.dialtree.server.api.zendesk;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiRequest;
import java.util.List;
import java.util.function.Consumer;

/** Changes parts of an IVR, which is one document. Thread-safe. */
final class IvrChanges {
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
    String[] path = {""};
    try {
      Document document =
          documents.edit(
              DocumentKind.ZENDESK_IVR,
              request.param("ivr"),
              request,
              json -> {
                IvrEdit edit = new IvrEdit(json);
                change.accept(edit);
                path[0] = edit.path();
              });
      return new IvrView(document, documents.account(request));
    } catch (ApiFailure failure) {
      throw path[0].isEmpty() ? failure : inside(failure, path[0] + ".");
    }
  }

  /** The IVR as it is. */
  IvrView view(ApiRequest request) {
    Document document = documents.get(DocumentKind.ZENDESK_IVR, request.param("ivr"), request);
    return new IvrView(document, documents.account(request));
  }

  private static ApiFailure inside(ApiFailure failure, String prefix) {
    List<Finding> findings =
        failure.findings().stream().map(finding -> inside(finding, prefix)).toList();
    return new ApiFailure(failure.kind(), failure.sentence(), findings, failure.headers());
  }

  private static Finding inside(Finding it, String prefix) {
    return it.key().startsWith(prefix)
        ? new Finding(
            it.severity(),
            it.rule(),
            it.at(),
            it.key().substring(prefix.length()),
            it.message(),
            it.allowed(),
            it.nearest())
        : it;
  }
}
