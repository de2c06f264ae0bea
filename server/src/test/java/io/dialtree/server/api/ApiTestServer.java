package io.dialtree.server.api;

import io.dialtree.server.api.access.AuditTrail;
import io.dialtree.server.api.access.Authenticator;
import io.dialtree.server.api.access.MemoryPrincipals;
import io.dialtree.server.api.access.MemorySessions;
import io.dialtree.server.api.access.Principal;
import io.dialtree.server.api.access.Principals;
import io.dialtree.server.api.access.Role;
import io.dialtree.server.http.HttpFace;
import io.dialtree.server.http.HttpLimits;
import io.dialtree.server.http.HttpStartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Faces behind a real HTTP server on 127.0.0.1. The client says nothing about itself unless told.
 */
public final class ApiTestServer implements AutoCloseable {
  /** The administrator's token. */
  public static final String ADMIN = "the-admin-token-of-the-tests";

  /** Time as the authenticator sees it, nanoseconds. */
  public final AtomicLong nanoTime = new AtomicLong(1);

  /** Audit lines. */
  public final List<AuditTrail.Entry> audit = new CopyOnWriteArrayList<>();

  /** What {@code /readyz} says. */
  public final AtomicBoolean ready = new AtomicBoolean(true);

  /** Principals. */
  public final MemoryPrincipals principals = new MemoryPrincipals();

  public final Authenticator authenticator =
      new Authenticator(principals, new MemorySessions(), ADMIN, nanoTime::get);

  /** What listens. */
  public final HttpFace http;

  private final HttpClient client = HttpClient.newHttpClient();

  /** Starts; the last face answers for what belongs to none. */
  public ApiTestServer(Face... faces) throws HttpStartFailure {
    this((_, _) -> List.of(faces));
  }

  /** Starts with faces that know the principals and the authenticator. */
  public ApiTestServer(BiFunction<Principals, Authenticator, List<Face>> faces)
      throws HttpStartFailure {
    this(HttpLimits.standard(), faces);
  }

  /** Starts with other limits. */
  public ApiTestServer(HttpLimits limits, BiFunction<Principals, Authenticator, List<Face>> faces)
      throws HttpStartFailure {
    ApiDoor door =
        new ApiDoor(
            faces.apply(principals, authenticator), authenticator, audit::add, Clock.systemUTC());
    http =
        HttpFace.prepare(new HttpFace.Address("127.0.0.1", 0, Optional.empty(), ready::get, limits))
            .listen(door);
  }

  /** A principal with that secret. */
  public void addPrincipal(String name, Role role, String account, String secret) {
    principals.put(new Principal(name, role, account), secret);
  }

  /** {@code http://127.0.0.1:PORT}. */
  public String base() {
    return "http://127.0.0.1:" + http.port();
  }

  /** Sends text. */
  public HttpResponse<String> send(
      String method, String path, Map<String, String> headers, String body) {
    return send(method, path, headers, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Sends bytes. */
  public HttpResponse<String> send(
      String method, String path, Map<String, String> headers, byte[] body) {
    return exchange(method, path, headers, body, BodyHandlers.ofString());
  }

  /** Sends bytes and gets bytes. */
  public <T> HttpResponse<T> exchange(
      String method,
      String path,
      Map<String, String> headers,
      byte[] body,
      HttpResponse.BodyHandler<T> handler) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base() + path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow(); // streams of events may still be open
    client.close();
    http.close();
  }
}
