package io.dialtree.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.access.Principal;
import io.dialtree.server.library.Author;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole request.
 *
 * @param params of the path, by their name in the route
 * @param body as it came
 * @param parts of a form body, empty for any other body
 * @param principal who asks; {@link Principal#NOBODY} on open routes
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record ApiRequest(
    RequestHead head,
    Map<String, String> params,
    byte[] body,
    List<Part> parts,
    Principal principal) {

  /** A parameter of the path; the route has it. */
  public String param(String name) {
    return Optional.ofNullable(params.get(name)).orElseThrow();
  }

  /** Parameters of the query. */
  public Params query() {
    return head.query();
  }

  /** The content type in small letters without its parameters, empty when there is none. */
  public String contentType() {
    return MediaTypes.bare(head.headers().first("Content-Type").orElse(""));
  }

  /** True when the body begins as a JSON object does, whatever its content type says. */
  public boolean beginsAsObject() {
    int i = 0;
    while (i < body.length && Character.isWhitespace(body[i])) {
      i++;
    }
    return i < body.length && body[i] == '{';
  }

  /**
   * The body as JSON; an empty body is an empty object.
   *
   * @throws ApiFailure {@link FailureKind#UNREADABLE} naming line and column
   */
  public JsonNode json() {
    return body.length == 0 ? Json.object() : Json.parse(body);
  }

  /**
   * The body as a JSON object.
   *
   * @throws ApiFailure {@link FailureKind#UNREADABLE} when it is none
   */
  public ObjectNode jsonObject() {
    if (json() instanceof ObjectNode object) {
      return object;
    }
    throw Json.unreadable("the body is JSON, but no object");
  }

  /** The form's part of that name. */
  public Optional<Part> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /** The one who changes something; the reason comes from the header {@code X-Change-Reason}. */
  public Author author() {
    return new Author(principal.name(), head.headers().first("X-Change-Reason").orElse("").strip());
  }
}
