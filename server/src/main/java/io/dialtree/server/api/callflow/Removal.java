package io.dialtree.server.api.callflow;

import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;

/**
 * Removes objects. The original's pages print a 204 with a body, which HTTP does not allow (RFC
 * 9110 section 15.3.5): the answer is either 204 without one or 200 with the printed envelope.
 */
final class Removal {
  private static final int NO_CONTENT = 204;

  private final CallFlowDocuments documents;
  private final boolean withEnvelope;

  Removal(CallFlowDocuments documents, boolean withEnvelope) {
    this.documents = documents;
    this.withEnvelope = withEnvelope;
  }

  ApiReply remove(DocumentKind kind, String uuid, ApiRequest request) {
    return CallFlowDocuments.bare(
        request,
        () -> {
          documents.remove(kind, uuid, request);
          return withEnvelope
              ? Envelope.of(200, NO_CONTENT, Json.object())
              : ApiReply.empty(NO_CONTENT);
        });
  }
}
