package io.dialtree.server.greeting;

/** A greeting cannot be kept; the message is a sentence that says why. */
final class NotKept extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotKept(String message) {
    super(message);
  }
}
