package io.dialtree.config.dialect.dtmfrequest;

import java.util.Set;

/**
 * One call of an instruction, from the queue to its result. Immutable: each event gives the next
 * state. Events that do not fit the state change nothing, so late ones do no harm.
 *
 * @param callId UUID in lower case
 */
public record DtmfCall(String callId, String callee, State state) {
  /** Busy (486, 600) and declined (603): RFC 3261 sections 21.4.24, 21.6.1 and 21.6.2. */
  private static final Set<Integer> REFUSALS = Set.of(486, 600, 603);

  /** Where a call stands. */
  public sealed interface State {
    /** It waits for its turn. */
    record Queued() implements State {}

    /** It rings; the ring time runs from here. */
    record Ringing() implements State {}

    /** It was answered; its flow runs. */
    record Answered() implements State {}

    /**
     * It is over.
     *
     * @param digits that were accepted, empty for none
     */
    record Finished(DtmfResult result, String digits) implements State {}
  }

  /** What happens to a call. */
  public sealed interface Event {
    /** The INVITE has left. */
    record Dialled() implements Event {}

    /** The callee has answered. */
    record Answered() implements Event {}

    /** The ring time is over. */
    record RingTimeout() implements Event {}

    /** The INVITE was refused with this status. */
    record Refused(int sipStatus, String reason) implements Event {}

    /** The call could not be made: no trunk, no port, no answer from the network. */
    record NotPlaced(String reason) implements Event {}

    /**
     * The answered call is over, whoever ended it.
     *
     * @param digits that were accepted before, empty for none
     */
    record Ended(String digits) implements Event {}
  }

  /** A call that waits for its turn. */
  public static DtmfCall queued(String callId, String callee) {
    return new DtmfCall(callId, callee, new State.Queued());
  }

  /** True when the client is to be told. */
  public boolean finished() {
    return state instanceof State.Finished;
  }

  /** The call after this event. */
  public DtmfCall on(Event event) {
    return switch (event) {
      case Event.Dialled _ when state instanceof State.Queued -> in(new State.Ringing());
      case Event.Answered _ when isPending() -> in(new State.Answered());
      case Event.RingTimeout _ when isPending() -> end(DtmfResult.Code.CANCELLED, "", "");
      case Event.Refused(int status, String reason) when isPending() -> refused(status, reason);
      case Event.NotPlaced(String reason) when isPending() ->
          end(DtmfResult.Code.FAILED, "", reason);
      case Event.Ended(String digits) when state instanceof State.Answered ->
          in(new State.Finished(new DtmfResult(DtmfResult.Code.FINISHED, "BYE", ""), digits));
      default -> this;
    };
  }

  private boolean isPending() {
    return state instanceof State.Queued || state instanceof State.Ringing;
  }

  private DtmfCall refused(int status, String reason) {
    DtmfResult.Code code =
        REFUSALS.contains(status) ? DtmfResult.Code.REJECTED : DtmfResult.Code.FAILED;
    return end(code, Integer.toString(status), reason);
  }

  private DtmfCall end(DtmfResult.Code code, String disconnectCode, String reason) {
    return in(new State.Finished(new DtmfResult(code, disconnectCode, reason), ""));
  }

  private DtmfCall in(State newState) {
    return new DtmfCall(callId, callee, newState);
  }
}
