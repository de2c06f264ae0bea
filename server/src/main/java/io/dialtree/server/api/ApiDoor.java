package io.dialtree.server.api;

import io.dialtree.server.api.access.AuditTrail;
import io.dialtree.server.api.access.Authenticator;
import io.dialtree.server.api.access.Presented;
import io.dialtree.server.api.access.Principal;
import io.dialtree.server.api.access.Role;
import io.dialtree.server.api.access.Verdict;
import io.dialtree.store.StoreUnavailable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every request: which face, which route, who comes, may they, do it, write it down.
 * Whoever carries requests asks {@link #admit} before it reads a body, so that strangers send none.
 * Thread-safe; blocks.
 */
public final class ApiDoor {
  private static final Logger LOG = LoggerFactory.getLogger(ApiDoor.class);

  private final List<Entrance> entrances;
  private final Face fallback;
  private final Authenticator authenticator;
  private final AuditTrail audit;
  private final Clock clock;

  /**
   * A door to these faces.
   *
   * @param faces the last one also answers for paths that belong to none
   */
  public ApiDoor(List<Face> faces, Authenticator authenticator, AuditTrail audit, Clock clock) {
    this.entrances = faces.stream().map(face -> new Entrance(face, new RouteTable(face))).toList();
    this.fallback = faces.getLast();
    this.authenticator = authenticator;
    this.audit = audit;
    this.clock = clock;
  }

  private record Entrance(Face face, RouteTable routes) {
    boolean owns(String path) {
      String folded = face.ignoresCase() ? path.toLowerCase(java.util.Locale.ROOT) : path;
      return face.prefixes().stream()
          .map(prefix -> face.ignoresCase() ? prefix.toLowerCase(java.util.Locale.ROOT) : prefix)
          .anyMatch(prefix -> folded.equals(prefix) || folded.startsWith(prefix + "/"));
    }
  }

  /** What becomes of a request whose body has not been read. */
  public sealed interface Admission {
    /** Nothing; this goes back. */
    record Refused(ApiReply reply) implements Admission {}

    /**
     * Read the body, then {@link ApiDoor#enter}.
     *
     * @param bodyMaxBytes a longer body is {@link ApiDoor#tooLarge}
     */
    record Admitted(
        RequestHead head,
        Face face,
        RouteTable.Match match,
        Optional<Principal> principal,
        int bodyMaxBytes)
        implements Admission {}
  }

  /** All faces, for those who list routes. */
  public List<Face> faces() {
    return entrances.stream().map(Entrance::face).toList();
  }

  /** Looks at a request before its body comes. */
  public Admission admit(RequestHead head) {
    Optional<Entrance> entrance =
        entrances.stream()
            .filter(it -> it.routes().match(head.path()).isPresent())
            .findFirst()
            .or(() -> entrances.stream().filter(it -> it.owns(head.path())).findFirst());
    Face face = entrance.map(Entrance::face).orElse(fallback);
    try {
      Optional<RouteTable.Match> match = entrance.flatMap(it -> it.routes().match(head.path()));
      return admit(head, face, match);
    } catch (RuntimeException | StackOverflowError e) {
      return new Admission.Refused(failed(face, e, head));
    }
  }

  /** Strangers learn nothing about what is there: who comes is asked before what they want. */
  private Admission admit(RequestHead head, Face face, Optional<RouteTable.Match> match) {
    refuseForeignPages(head);
    Optional<Route> route =
        match
            .flatMap(it -> Optional.ofNullable(it.byMethod().get(verb(head))))
            .map(it -> it.route());
    Optional<Principal> principal =
        route.filter(it -> it.access() == Access.OPEN).isPresent()
            ? Optional.of(Principal.NOBODY)
            : face.presented(head).map(presented -> letIn(presented, head));
    if (principal.isEmpty() && !(face.readsBodyOfStrangers() && match.isPresent())) {
      throw stranger();
    }
    RouteTable.Match found = match.orElseThrow(() -> ApiFailure.notFound("page " + head.path()));
    refuseControls(head, found);
    int limit =
        principal.isEmpty()
            ? Route.DOCUMENT_MAX_BYTES
            : route.map(Route::bodyMaxBytes).orElse(Route.DOCUMENT_MAX_BYTES);
    return new Admission.Admitted(head, face, found, principal, limit);
  }

  /**
   * A browser that knows somebody's password sends it along with whatever a page of another site
   * makes it send. It says so itself (Fetch Metadata), or by Origin (RFC 6454).
   */
  private static void refuseForeignPages(RequestHead head) {
    Optional<String> site = head.headers().first("Sec-Fetch-Site");
    boolean isForeign =
        site.isPresent()
            ? !site.get().equals("same-origin") && !site.get().equals("none")
            : head.headers().first("Origin").filter(it -> !it.equals(head.base())).isPresent();
    if (isForeign && !Set.of("GET", "HEAD", "OPTIONS").contains(head.method())) {
      throw ApiFailure.of(FailureKind.FORBIDDEN, "a page of another site may change nothing here");
    }
  }

  /** No name has any, and not every store keeps them. */
  private static void refuseControls(RequestHead head, RouteTable.Match match) {
    Stream<String> ofPath =
        match.byMethod().values().stream().flatMap(it -> it.params().values().stream());
    Stream<String> ofQuery =
        head.query().names().stream().flatMap(name -> head.query().all(name).stream());
    if (Stream.concat(ofPath, ofQuery)
        .anyMatch(it -> it.chars().anyMatch(Character::isISOControl))) {
      throw ApiFailure.invalid(
          "path", "pattern", "there are control characters in it", "text without them");
    }
  }

  /** HEAD is a GET whose body stays here. */
  private static String verb(RequestHead head) {
    return head.method().equals("HEAD") ? "GET" : head.method();
  }

  private static ApiFailure stranger() {
    return ApiFailure.of(FailureKind.UNAUTHENTICATED, "this needs a principal and its secret");
  }

  /** Does what was admitted. */
  public ApiReply enter(Admission.Admitted admitted, byte[] body, List<Part> parts) {
    RequestHead head = admitted.head();
    Face face = admitted.face();
    try {
      Principal first = admitted.principal().orElse(Principal.NOBODY);
      ApiRequest request = new ApiRequest(head, Map.of(), body, parts, first);
      String method = face.methodOf(request);
      Principal principal = admitted.principal().orElseGet(() -> named(face, request));
      if (method.equals("OPTIONS")) {
        return ApiReply.empty(204).with("Allow", admitted.match().allow());
      }
      RouteTable.Found found =
          Optional.ofNullable(
                  admitted.match().byMethod().get(method.equals("HEAD") ? "GET" : method))
              .orElseThrow(() -> wrongMethod(method, admitted.match()));
      Route route = found.route();
      authorise(route, principal, found.params());
      ApiRequest whole = new ApiRequest(head, found.params(), body, parts, principal);
      ApiReply reply =
          face.showsFindings()
              ? route.handler().handle(whole)
              : Warnings.told(() -> route.handler().handle(whole));
      note(face, route, method, principal, reply, head);
      return route.method().equals("GET") ? ifChanged(reply, head) : reply;
    } catch (RuntimeException | StackOverflowError e) {
      return failed(face, e, head);
    }
  }

  /** Nothing, when the client has that already (RFC 9110 13.1.2). */
  private static ApiReply ifChanged(ApiReply reply, RequestHead head) {
    Optional<String> tag = Optional.ofNullable(reply.headers().get("ETag"));
    boolean isKnown =
        tag.isPresent()
            && head.headers().all("If-None-Match").stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .anyMatch(it -> it.equals("*") || it.replaceFirst("^W/", "").equals(tag.get()));
    return isKnown ? ApiReply.empty(304).with("ETag", tag.get()) : reply;
  }

  /** What goes back when the body is longer than was admitted. */
  public ApiReply tooLarge(Admission.Admitted admitted) {
    String message = "the body is longer than " + admitted.bodyMaxBytes() + " bytes";
    return refusal(admitted.face(), ApiFailure.of(FailureKind.TOO_LARGE, message), admitted.head());
  }

  /**
   * Who comes, for pages that are not part of a face.
   *
   * @throws ApiFailure when they are not let in
   */
  public Principal letIn(Presented presented, RequestHead head) {
    return switch (authenticator.authenticate(presented, head.source())) {
      case Verdict.Known(Principal principal) -> principal;
      case Verdict.Unknown _ ->
          throw ApiFailure.of(FailureKind.UNAUTHENTICATED, "no such principal, or another secret");
      case Verdict.TooMany(long retryAfterS) ->
          throw new ApiFailure(
              FailureKind.TOO_MANY,
              "too many wrong secrets from this address; try again in " + retryAfterS + " s",
              List.of(),
              Map.of("Retry-After", Long.toString(retryAfterS)));
    };
  }

  private Principal named(Face face, ApiRequest request) {
    return face.presentedInBody(request)
        .map(presented -> letIn(presented, request.head()))
        .orElseThrow(ApiDoor::stranger);
  }

  private static ApiFailure wrongMethod(String method, RouteTable.Match match) {
    return new ApiFailure(
        FailureKind.METHOD,
        method + " cannot be done here; allowed: " + match.allow(),
        List.of(),
        Map.of("Allow", match.allow()));
  }

  private static void authorise(Route route, Principal principal, Map<String, String> params) {
    if (route.access() == Access.OPEN) {
      return;
    }
    Role wanted = Role.valueOf(route.access().name());
    if (!principal.may(wanted)) {
      throw ApiFailure.of(
          FailureKind.FORBIDDEN, principal.name() + " has the role " + principal.role());
    }
    if (params.containsKey("account") && !principal.maySee(params.getOrDefault("account", ""))) {
      throw ApiFailure.of(FailureKind.FORBIDDEN, principal.name() + " belongs to another account");
    }
  }

  private void note(
      Face face,
      Route route,
      String method,
      Principal principal,
      ApiReply reply,
      RequestHead head) {
    boolean changes = !route.method().equals("GET") && route.access() != Access.OPEN;
    if (changes && reply.status() < 400) {
      audit.note(
          new AuditTrail.Entry(
              clock.instant().toString(),
              principal.name(),
              head.source().getHostAddress(),
              face.name(),
              method,
              head.path(),
              reply.status(),
              head.id()));
    }
  }

  private static ApiReply failed(Face face, Throwable cause, RequestHead head) {
    return switch (cause) {
      case ApiFailure failure -> refusal(face, failure, head);
      case StoreUnavailable away -> {
        LOG.warn("request {} {} {}: {}", head.id(), head.method(), head.path(), away.getMessage());
        yield refusal(face, ApiFailure.unavailable(), head);
      }
      default -> fault(face, cause, head);
    };
  }

  private static ApiReply refusal(Face face, ApiFailure failure, RequestHead head) {
    return face.failure(failure, head).with(failure.headers());
  }

  private static ApiReply fault(Face face, Throwable fault, RequestHead head) {
    LOG.error("request {} {} {} failed", head.id(), head.method(), head.path(), fault);
    return face.failure(
        ApiFailure.of(FailureKind.INTERNAL, "an error of the server; its log has " + head.id()),
        head);
  }
}
