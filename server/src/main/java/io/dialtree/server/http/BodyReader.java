package io.dialtree.server.http;

import io.vertx.core.buffer.Buffer;

/** Gathers a body up to a limit. Confined to the event loop until it is whole. */
final class BodyReader {
  private final int maxBytes;
  private final Buffer body = Buffer.buffer();

  BodyReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** False when it is too long now. */
  boolean take(Buffer chunk) {
    if (body.length() + chunk.length() > maxBytes) {
      return false;
    }
    body.appendBuffer(chunk);
    return true;
  }

  byte[] bytes() {
    return body.getBytes();
  }
}
