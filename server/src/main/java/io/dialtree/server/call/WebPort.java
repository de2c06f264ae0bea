package io.dialtree.server.call;

import io.dialtree.config.model.HttpTemplate;
import io.dialtree.server.outbound.WebReply;
import java.util.function.Consumer;

/** Asks web services for calls. Must not block; every request gets exactly one reply. */
@FunctionalInterface
public interface WebPort {
  /** Sends a request; the reply comes on any thread. */
  void send(HttpTemplate request, Consumer<WebReply> replyTo);
}
