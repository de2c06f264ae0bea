package io.dialtree.config.library;

import java.util.Set;

/**
 * One format of documents. Pure: the same document beside the same references always gives the same
 * reading. Thread-safe.
 */
public interface Dialect {
  /** Its name, as {@code numbers.yaml} writes it before the slash. */
  String name();

  /** The kinds of documents it reads. */
  Set<DocumentKind> kinds();

  /** Reads one document. Never throws for what somebody wrote: every problem is a finding. */
  Reading read(Document document, References references);

  /**
   * The id of the flow that a document gives, for targets such as {@code zendesk/10001}. Flow ids
   * are one space for all dialects, so a dialect whose ids are plain numbers puts its name before
   * them.
   */
  default String flowId(String documentId) {
    return name() + "/" + documentId;
  }
}
