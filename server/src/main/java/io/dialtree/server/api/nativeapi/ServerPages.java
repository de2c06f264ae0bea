package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.server.api.Access;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import io.dialtree.server.api.access.Principal;
import io.dialtree.server.api.access.Role;
import io.dialtree.server.api.access.Secrets;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.library.ReloadResult;
import io.dialtree.store.AuditRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The server itself: findings, reading the folder again, draining, principals, the audit trail. */
final class ServerPages {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String PRINCIPAL = "/api/v1/principals/{name}";
  private static final String NAME = "[A-Za-z0-9_.@+-]{1,128}";
  private static final String ACCOUNT = "\\P{Cntrl}{0,200}";
  private static final List<String> KEYS = List.of("role", "account", "secret", "new_secret");
  private static final int SECRET_MIN = 12;
  private static final int AUDIT_LIMIT = 100;
  private static final int AUDIT_LIMIT_MAX = 1_000;

  private final NativePorts ports;

  ServerPages(NativePorts ports) {
    this.ports = ports;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.get("/metrics", _ -> ApiReply.text(200, PROMETHEUS, ports.metrics().get()))
            .asking(ports.metricsOpen() ? Access.OPEN : Access.READ));
    routes.add(Route.get("/api/v1/findings", this::findings));
    routes.add(admin("POST", "/api/v1/server/reload", _ -> reload()));
    routes.add(admin("POST", "/api/v1/server/drain", _ -> drain()));
    routes.add(admin("GET", "/api/v1/principals", _ -> principals()));
    routes.add(admin("PUT", PRINCIPAL, this::put));
    routes.add(admin("DELETE", PRINCIPAL, this::remove));
    routes.add(admin("GET", "/api/v1/audit", this::audit));
    return routes;
  }

  private static Route admin(String method, String template, Route.Handler handler) {
    return Route.change(method, template, handler).asking(Access.ADMIN);
  }

  /** What is wrong with the documents of one account, or with everything. */
  private ApiReply findings(ApiRequest request) {
    FlowLibrary library = ports.library();
    List<Finding> findings = library.check();
    String account = Whose.account(request);
    if (!Whose.isEverybody(request)) {
      Set<String> own =
          library.documents().documents().stream()
              .filter(document -> document.key().account().equals(account))
              .map(document -> document.at().file())
              .collect(Collectors.toSet());
      findings.removeIf(finding -> !own.contains(finding.at().file()));
    }
    ObjectNode reply = Json.object();
    reply.set("findings", Problems.findings(findings));
    return ApiReply.json(200, reply);
  }

  private ApiReply reload() {
    ReloadResult result = ports.library().reload();
    ObjectNode reply =
        Json.object().put("documents", result.documents()).put("changed", result.changed());
    reply.set("kept_files", Json.tree(result.keptFiles()));
    reply.set("findings", Problems.findings(result.findings()));
    return ApiReply.json(200, reply);
  }

  private ApiReply drain() {
    ports.stop().run();
    return ApiReply.json(202, Json.object().put("calls", ports.calls().live().size()));
  }

  private ApiReply principals() {
    ObjectNode reply = Json.object();
    reply.set(
        "principals",
        Json.array(ports.principals().list().stream().map(ServerPages::shown).toList()));
    return ApiReply.json(200, reply);
  }

  private static ObjectNode shown(Principal principal) {
    return Json.object()
        .put("name", principal.name())
        .put("role", principal.role().name().toLowerCase(Locale.ROOT))
        .put("account", principal.account());
  }

  /**
   * Somebody new gets a secret, shown this once, unless the request brings one; somebody known
   * keeps the old one, unless the request brings one or asks for a new one.
   */
  private ApiReply put(ApiRequest request) {
    String name = request.param("name");
    if (!name.matches(NAME) || name.equals("admin")) {
      String allowed = "1 to 128 letters, digits, _ . @ + -, not admin";
      throw ApiFailure.invalid("name", "pattern", "found \"" + name + "\"", allowed);
    }
    ObjectNode body = request.jsonObject();
    refuseUnknown(body);
    String given = text(body, "secret");
    if (!given.isEmpty() && given.length() < SECRET_MIN) {
      String allowed = SECRET_MIN + " characters or more, or none to get one";
      throw ApiFailure.invalid("secret", "minLength", given.length() + " characters", allowed);
    }
    Principal principal = new Principal(name, role(text(body, "role")), text(body, "account"));
    boolean wantsNew = isTrue(body, "new_secret");
    boolean isChange = given.isEmpty() && !wantsNew && ports.principals().change(principal);
    if (isChange) {
      ports.authenticator().changed(name);
      return ApiReply.json(200, shown(principal));
    }
    boolean isNew = ports.principals().list().stream().noneMatch(it -> it.name().equals(name));
    String secret = given.isEmpty() ? Secrets.newToken() : given;
    ports.principals().put(principal, secret);
    ports.authenticator().changed(name);
    ObjectNode reply = shown(principal);
    return ApiReply.json(isNew ? 201 : 200, given.isEmpty() ? reply.put("secret", secret) : reply)
        .with("Cache-Control", "no-store");
  }

  /** A key that is written wrong would bind a principal to nothing. */
  private static void refuseUnknown(ObjectNode body) {
    body.fieldNames()
        .forEachRemaining(key -> {
          if (!KEYS.contains(key)) {
            Finding finding =
                new Finding(
                    Finding.Severity.ERROR,
                    "additionalProperties",
                    SourcePosition.of("request"),
                    key,
                    "there is no such key",
                    String.join(", ", KEYS),
                    Spelling.nearest(key, KEYS));
            throw ApiFailure.invalid(List.of(finding));
          }
        });
    if (!text(body, "account").matches(ACCOUNT)) {
      String allowed = "at most 200 characters, no control characters";
      throw ApiFailure.invalid("account", "pattern", "it cannot be kept", allowed);
    }
  }

  private static boolean isTrue(ObjectNode body, String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isBoolean()) {
      return value.asBoolean();
    }
    throw ApiFailure.invalid(key, "type", "found " + value.getNodeType(), "true or false");
  }

  private static String text(ObjectNode body, String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isTextual()) {
      return value.asText();
    }
    throw ApiFailure.invalid(key, "type", "found " + value.getNodeType(), "text");
  }

  private static Role role(String text) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() ->
            ApiFailure.invalid("role", "enum", "found \"" + text + "\"", "read, write, admin"));
  }

  private ApiReply remove(ApiRequest request) {
    String name = request.param("name");
    if (!ports.principals().remove(name)) {
      throw ApiFailure.notFound("principal " + name);
    }
    ports.authenticator().changed(name);
    return ApiReply.empty(204);
  }

  private ApiReply audit(ApiRequest request) {
    int limit = request.query().integer("limit", 1, AUDIT_LIMIT_MAX).orElse(AUDIT_LIMIT);
    Instant before =
        CallPages.instant(request.query(), "before").orElse(Instant.ofEpochMilli(Long.MAX_VALUE));
    ObjectNode reply = Json.object();
    reply.set(
        "audit",
        Json.array(ports.audit().before(before, limit).stream().map(ServerPages::shown).toList()));
    return ApiReply.json(200, reply);
  }

  private static ObjectNode shown(AuditRow row) {
    ObjectNode node =
        Json.object()
            .put("request_id", row.key())
            .put("at", row.at().toString())
            .put("principal", row.principal())
            .put("method", row.action())
            .put("path", row.subject());
    node.setAll((ObjectNode) Json.parse(row.detail()));
    return node;
  }
}
