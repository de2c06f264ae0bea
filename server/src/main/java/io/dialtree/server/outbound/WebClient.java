package io.dialtree.server.outbound;

import java.net.InetAddress;

/** Sends requests over HTTP. Thread-safe; blocks, at most as long as the request says. */
@FunctionalInterface
public interface WebClient extends AutoCloseable {
  /**
   * Sends one request, once, and follows no redirect.
   *
   * @param address where the connection goes; the name in the URL is not looked up again
   * @return the answer, or why there is none
   */
  WebReply exchange(WebRequest request, InetAddress address);

  /** Sends nothing any more. */
  @Override
  default void close() {}
}
