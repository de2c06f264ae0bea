package io.dialtree.server.api;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.Document;
import io.dialtree.server.library.ChangeResult;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A change's result as faces need it: done, or a failure to throw. */
public final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private Changes() {}

  /**
   * What was done.
   *
   * @param document as it is now, or as it was before it was removed
   */
  public record Done(Document document, List<Finding> warnings) {}

  /**
   * What was done.
   *
   * @param what the thing by name, for the sentence when it is not there
   * @throws ApiFailure why nothing was done
   */
  public static Done done(ChangeResult result, String what) {
    return switch (result) {
      case ChangeResult.Stored(Document document, int _, List<Finding> warnings) ->
          noted(document, warnings);
      case ChangeResult.Removed(Document document, List<Finding> warnings) ->
          noted(document, warnings);
      case ChangeResult.Refused(List<Finding> findings) -> throw ApiFailure.invalid(findings);
      case ChangeResult.OwnedByFile(String file) ->
          throw ApiFailure.of(
              FailureKind.CONFLICT,
              what
                  + " stands in the file "
                  + file
                  + " of the configuration folder; change it there");
      case ChangeResult.Conflict(String current) ->
          throw ApiFailure.of(
              FailureKind.CONFLICT,
              current.isEmpty()
                  ? what + " is not there any more"
                  : what + " is there, in revision " + current);
      case ChangeResult.NotFound _ -> throw ApiFailure.notFound(what);
      case ChangeResult.Unavailable(String reason) -> {
        LOG.warn("{} was not changed: {}", what, reason);
        throw ApiFailure.unavailable();
      }
    };
  }

  private static Done noted(Document document, List<Finding> warnings) {
    Warnings.note(warnings);
    return new Done(document, warnings);
  }
}
