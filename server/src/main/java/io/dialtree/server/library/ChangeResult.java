package io.dialtree.server.library;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.Document;
import java.util.List;

/** What became of a change that was asked for. */
public sealed interface ChangeResult {
  /**
   * It is durable, and new calls see it.
   *
   * @param number of the revision, 1 for the first
   */
  record Stored(Document document, int number, List<Finding> warnings) implements ChangeResult {}

  /**
   * It is gone, durably, and new calls do not see it any more.
   *
   * @param document as it was
   */
  record Removed(Document document, List<Finding> warnings) implements ChangeResult {}

  /** It cannot run as it stands, or it would break others; nothing was changed. */
  record Refused(List<Finding> findings) implements ChangeResult {}

  /** A file of the configuration folder owns it; nothing was changed. */
  record OwnedByFile(String file) implements ChangeResult {}

  /**
   * It is not as the writer expected; nothing was changed.
   *
   * @param currentRevision empty text when there is no such document
   */
  record Conflict(String currentRevision) implements ChangeResult {}

  /** There is no such document or revision. */
  record NotFound() implements ChangeResult {}

  /** The store does not answer. */
  record Unavailable(String reason) implements ChangeResult {}
}
