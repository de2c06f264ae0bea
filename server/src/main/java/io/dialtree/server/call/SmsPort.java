package io.dialtree.server.call;

/** Takes text messages that flows send to callers. Thread-safe; must return soon. */
@FunctionalInterface
public interface SmsPort {
  /**
   * Takes a message. Nobody waits for its delivery; a message that cannot be taken is the port's to
   * report.
   *
   * @param account whose flow sends it, empty text when the flow belongs to all
   * @param callId SIP Call-ID of the call it belongs to
   * @param to telephone number of the caller
   * @param sender number it comes from, as the flow's document names it
   */
  void send(String account, String callId, String to, String sender, String text);
}
