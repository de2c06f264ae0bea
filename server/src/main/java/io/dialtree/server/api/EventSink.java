package io.dialtree.server.api;

/** Where a face writes server-sent events. Thread-safe; never blocks. */
public interface EventSink {
  /**
   * Sends one event.
   *
   * @param id for {@code Last-Event-ID}, empty for none
   * @return false when the client is gone or reads too slowly; nothing more will be sent
   */
  boolean send(String event, String id, String data);

  /** Runs when the client has gone; at once when it is gone already. */
  void onClose(Runnable listener);

  /** Ends the stream. */
  void close();
}
