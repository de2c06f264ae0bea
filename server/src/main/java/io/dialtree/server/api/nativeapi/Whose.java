package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.library.FlowLibrary;
import java.util.List;
import java.util.Optional;

/**
 * Whose things a request is about: those of the principal's account; for principals of all accounts
 * those of the account that {@code ?account=} names, else those that belong to all.
 */
final class Whose {
  private static final String ACCOUNT = "account";

  private Whose() {}

  /**
   * The account, empty text for all.
   *
   * @throws ApiFailure when it is another's
   */
  static String account(ApiRequest request) {
    String account = request.query().first(ACCOUNT).orElseGet(() -> request.principal().account());
    if (!request.principal().maySee(account)) {
      throw ApiFailure.of(FailureKind.FORBIDDEN, "that is another account");
    }
    return account;
  }

  /** True when a list is to have the things of all accounts: nobody's account is named. */
  static boolean isEverybody(ApiRequest request) {
    return request.principal().account().isEmpty() && request.query().first(ACCOUNT).isEmpty();
  }

  /** The documents of a kind that the request is about. */
  static List<Document> documents(DocumentKind kind, FlowLibrary library, ApiRequest request) {
    return isEverybody(request)
        ? library.documents().documents().stream().filter(it -> it.key().kind() == kind).toList()
        : library.list(kind, account(request));
  }

  /** By which a list of several accounts is ordered, and where its next page goes on. */
  static String place(String name, String account) {
    return account.isEmpty() ? name : name + "@" + account;
  }

  /** Says whose it is, unless it belongs to all. */
  static ObjectNode told(ObjectNode node, String account) {
    return Optional.of(account)
        .filter(it -> !it.isEmpty())
        .map(it -> node.put(ACCOUNT, it))
        .orElse(node);
  }
}
