package io.dialtree.server.task;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;

/** Sends JSON to a web server. Thread-safe; blocks, at most ten seconds. */
@FunctionalInterface
public interface WebPoster {
  /**
   * Sends one POST and follows no redirect.
   *
   * @param url http or https
   * @param address where the connection goes; the name in the URL is not looked up again
   * @return the status of the answer
   * @throws IOException when there is no answer in time
   */
  int post(URI url, InetAddress address, String json) throws IOException;
}
