package io.dialtree.config.dialect.callflow;

/** Whom an {@code extension} module rings. */
public sealed interface RingTarget {
  /** A person's telephones. */
  record SipUser(String uuid) implements RingTarget {}

  /** Several people. */
  record HuntGroup(String uuid) implements RingTarget {}

  /**
   * Somebody outside.
   *
   * @param number in E.164 format
   */
  record Forward(String number) implements RingTarget {}

  /** How a message names it. */
  default String label() {
    return switch (this) {
      case SipUser(String uuid) -> "user " + uuid;
      case HuntGroup(String uuid) -> "group " + uuid;
      case Forward(String number) -> number;
    };
  }
}
