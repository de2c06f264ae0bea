package io.dialtree.server.http;

import java.net.BindException;

/** The HTTP side could not start; the message names address and cause in one sentence. */
public final class HttpStartFailure extends Exception {
  private static final long serialVersionUID = 1L;

  HttpStartFailure(String host, int port, Throwable cause) {
    super(
        cause instanceof BindException
            ? "HTTP port " + host + ":" + port + " cannot be used: " + cause.getMessage()
            : "HTTP on " + host + ":" + port + " did not start: " + cause,
        cause);
  }
}
