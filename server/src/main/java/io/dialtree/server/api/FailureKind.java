package io.dialtree.server.api;

/** The ways in which a request fails. Each face writes them in its own envelope. */
public enum FailureKind {
  /** The body cannot be read at all. */
  UNREADABLE(400, "bad-request"),
  /** A field or parameter is wrong; the findings name it. Faces may prefer 422. */
  INVALID(400, "invalid"),
  /** Nobody, or somebody with a wrong secret. */
  UNAUTHENTICATED(401, "unauthenticated"),
  /** Known, but not allowed to. */
  FORBIDDEN(403, "forbidden"),
  /** There is no such thing. */
  NOT_FOUND(404, "not-found"),
  /** There is such a thing, but this cannot be done to it; the reply names what can. */
  METHOD(405, "method-not-allowed"),
  /** Somebody else changed it, a file owns it, or it exists already. */
  CONFLICT(409, "conflict"),
  /** The body is longer than allowed. */
  TOO_LARGE(413, "too-large"),
  /** The body is of a type nobody can read here. */
  MEDIA_TYPE(415, "unsupported-media-type"),
  /** More was asked for than is given at once. */
  RANGE(416, "range"),
  /** Too many wrong secrets from that source. */
  TOO_MANY(429, "too-many-requests"),
  /** A bug. */
  INTERNAL(500, "internal-error"),
  /** The store does not answer. */
  UNAVAILABLE(503, "unavailable");

  private final int status;
  private final String slug;

  FailureKind(int status, String slug) {
    this.status = status;
    this.slug = slug;
  }

  /** The HTTP status, unless the face has another. */
  public int status() {
    return status;
  }

  /** Stable name. */
  public String slug() {
    return slug;
  }
}
