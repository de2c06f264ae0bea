package io.dialtree.server.api.kazoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.Access;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import io.dialtree.server.api.access.Authenticator;
import io.dialtree.server.api.access.Presented;
import io.dialtree.server.api.access.Principal;
import io.dialtree.server.api.access.Verdict;
import java.util.List;
import java.util.Map;

/** Accounts, and tokens for those who have an account's key. */
final class KazooAccounts {
  /** The account that a principal of all accounts is told. Others work for it as well. */
  private static final String ANY = "00000000000000000000000000000000";

  private final Authenticator authenticator;
  private final KazooEnvelope envelope;

  KazooAccounts(Authenticator authenticator, KazooEnvelope envelope) {
    this.authenticator = authenticator;
    this.envelope = envelope;
  }

  List<Route> routes() {
    return List.of(
        Route.change("PUT", "/v2/api_auth", this::token).asking(Access.OPEN),
        Route.get("/v2/accounts/{account}", this::show));
  }

  private ApiReply token(ApiRequest request) {
    JsonNode key = KazooRequest.data(request).path("api_key");
    if (!key.isTextual()) {
      throw key.isMissingNode()
          ? ApiFailure.invalid("api_key", "required", "the key is missing", "")
          : ApiFailure.invalid("api_key", "type", "found " + key.getNodeType(), "text");
    }
    Presented presented = Presented.token(key.textValue());
    Principal principal =
        switch (authenticator.authenticate(presented, request.head().source())) {
          case Verdict.Known(Principal known) -> known;
          case Verdict.Unknown _ ->
              throw ApiFailure.of(FailureKind.UNAUTHENTICATED, "nobody has this api_key");
          case Verdict.TooMany(long retryAfterS) ->
              throw new ApiFailure(
                  FailureKind.TOO_MANY,
                  "too many wrong keys from this address",
                  List.of(),
                  Map.of("Retry-After", Long.toString(retryAfterS)));
        };
    String account = principal.account().isEmpty() ? ANY : principal.account();
    ObjectNode data = Json.object().put("account_id", account).put("account_name", account);
    return ApiReply.json(
            201,
            envelope.around(data, request).put("auth_token", authenticator.openSession(principal)))
        .with("Cache-Control", "no-store");
  }

  private ApiReply show(ApiRequest request) {
    String account = request.param("account");
    return envelope.success(
        200,
        Json.object()
            .put("id", account)
            .put("name", account)
            .put("realm", account + ".dialtree.invalid")
            .put("language", "en-us")
            .put("timezone", "UTC")
            .put("enabled", true),
        request);
  }
}
