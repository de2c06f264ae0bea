package io.dialtree.config.dialect.zendesk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a greeting is for. */
public enum GreetingCategory {
  /** Before a message is recorded. */
  VOICEMAIL(1),
  /** Agents are there. */
  AVAILABLE(2),
  /** While a caller waits for an agent. */
  WAIT(3),
  /** While an agent holds the call. */
  HOLD(4),
  /** In a menu. */
  IVR(5),
  /** When a call back is offered. */
  CALLBACK(6),
  /** When a call back was asked for. */
  CALLBACK_CONFIRMATION(7),
  /** Recording, with a way out. */
  CALL_RECORDING_OPT_OUT(8),
  /** Recording, with consent. */
  CALL_RECORDING_OPT_IN(9);

  private final long id;

  GreetingCategory(long id) {
    this.id = id;
  }

  /** The number in documents, from 1. */
  public long id() {
    return id;
  }

  /** The word in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The category of that number. */
  public static Optional<GreetingCategory> of(long id) {
    return Arrays.stream(values()).filter(category -> category.id == id).findFirst();
  }
}
