package io.dialtree.sip.sdp;

import java.util.Locale;
import java.util.Optional;

/** Who sends media, seen from the side that says it (RFC 8866 6.7). */
public enum Direction {
  SENDRECV,
  SENDONLY,
  RECVONLY,
  INACTIVE;

  /** The attribute name. */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the other side's word means for us (RFC 3264 6.1). */
  public Direction mirrored() {
    return switch (this) {
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case SENDRECV, INACTIVE -> this;
    };
  }

  /** True when this side sends. */
  public boolean sends() {
    return this == SENDRECV || this == SENDONLY;
  }

  /** True when this side receives. */
  public boolean receives() {
    return this == SENDRECV || this == RECVONLY;
  }

  /** This direction without sending. */
  Direction withoutSending() {
    return receives() ? RECVONLY : INACTIVE;
  }

  static Optional<Direction> of(String attribute) {
    return switch (attribute) {
      case "sendrecv" -> Optional.of(SENDRECV);
      case "sendonly" -> Optional.of(SENDONLY);
      case "recvonly" -> Optional.of(RECVONLY);
      case "inactive" -> Optional.of(INACTIVE);
      default -> Optional.empty();
    };
  }
}
