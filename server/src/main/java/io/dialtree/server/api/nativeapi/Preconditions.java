package io.dialtree.server.api.nativeapi;

import io.dialtree.server.api.ApiRequest;
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
    return headers.first("If-None-Match").map(String::strip).filter("*"::equals).isPresent()
        ? Expectation.absent()
        : Expectation.none();
  }
}
