package io.dialtree.server.task;

import java.util.Map;
import java.util.function.Consumer;

/** Makes calls. Thread-safe. */
@FunctionalInterface
public interface OutboundLegs {
  /**
   * Begins a call; returns soon. The listener hears what becomes of it, on any thread, one event
   * after the other; the last one says {@link LegEvent#isLast()}.
   */
  void place(OutboundCall call, Consumer<LegEvent> listener);

  /** For a server without a trunk: no call can be made. */
  static OutboundLegs none() {
    return (call, listener) -> listener.accept(new LegEvent.NotPlaced("no trunk"));
  }

  /** What becomes of a call. */
  sealed interface LegEvent {
    /** The INVITE has left. */
    record Dialled() implements LegEvent {}

    /** The callee has answered; the flow runs. */
    record Answered() implements LegEvent {}

    /** Nobody answered in time. */
    record RingTimeout() implements LegEvent {}

    /** The INVITE was refused (RFC 3261 section 21). */
    record Refused(int sipStatus, String reason) implements LegEvent {}

    /** The call could not be made. */
    record NotPlaced(String reason) implements LegEvent {}

    /**
     * The answered call is over.
     *
     * @param variables of its flow's run
     */
    record Ended(Map<String, String> variables) implements LegEvent {
      /** Copies the map. */
      public Ended {
        variables = Map.copyOf(variables);
      }
    }

    /** True when nothing more comes. */
    default boolean isLast() {
      return switch (this) {
        case Dialled _, Answered _ -> false;
        case RingTimeout _, Refused _, NotPlaced _, Ended _ -> true;
      };
    }
  }
}
