package io.dialtree.server.api.nativeapi;

import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Params;
import io.dialtree.server.library.Expectation;
import java.util.Optional;

/** What a writer believes to be there, in headers (RFC 9110 13.1). */
final class Preconditions {
  private Preconditions() {}

  static Expectation of(ApiRequest request) {
    Params headers = request.head().headers();
    Optional<String> match = headers.first("If-Match").map(String::strip);
    if (match.isPresent()) {
      return match.get().equals("*")
          ? Expectation.present()
          : Expectation.revision(match.get().replaceAll("^(W/)?\"|\"$", ""));
    }
    return wantsNothingThere(headers) ? Expectation.absent() : Expectation.none();
  }

  /**
   * Holds what is there against the headers, for what the library does not keep.
   *
   * @param tag of what is there
   * @throws ApiFailure when it is not as the client believes
   */
  static void require(ApiRequest request, Optional<String> tag, String what) {
    boolean isMet =
        switch (of(request)) {
          case Expectation.Any _ -> true;
          case Expectation.Absent _ -> tag.isEmpty();
          case Expectation.Present _ -> tag.isPresent();
          case Expectation.Revision(String revision) -> tag.filter(revision::equals).isPresent();
        };
    if (!isMet) {
      throw ApiFailure.of(
          FailureKind.CONFLICT,
          tag.map(it -> what + " is there, as " + it).orElse(what + " is not there"));
    }
  }

  private static boolean wantsNothingThere(Params headers) {
    return headers.first("If-None-Match").map(String::strip).filter("*"::equals).isPresent();
  }
}
