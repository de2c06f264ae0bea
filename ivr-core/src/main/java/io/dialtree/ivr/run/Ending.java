package io.dialtree.ivr.run;

import io.dialtree.config.model.FlowPaths;
import io.dialtree.ivr.run.EndReason.Who;
import java.util.Optional;
import java.util.Set;

/**
 * Decides during one step how a run ends, and which way of the flow comes before its end: that of
 * errors once, that after hangup once, and none after that. Confined to that step.
 */
final class Ending {
  private static final int OK = 200;

  /** Ends that are the fault of the flow or of what it needs. */
  private static final Set<String> FAULTS =
      Set.of(
          EndReason.STEP_LIMIT,
          EndReason.BRANCH_LIMIT,
          EndReason.ENTRY_LIMIT,
          EndReason.FLOW_MISSING,
          EndReason.HTTP_FAILED);

  private boolean erred;
  private EndReason hungUp;

  Ending(RunState state) {
    this.erred = state.course().erred();
    this.hungUp = state.course().hungUp();
  }

  /** What an end comes to. */
  sealed interface Verdict {
    /** The flow has a way of its own for that: it goes on at this node. */
    record GoesOn(String nodeId) implements Verdict {}

    /** The run is over, with this as the last command. */
    record Over(EndReason reason, FlowCommand last) implements Verdict {}
  }

  /** How far a call is. */
  enum Stage {
    /** It can still be refused. */
    RINGING,
    /** The answer is on its way. */
    ANSWERING,
    /** The caller hears us. */
    ANSWERED
  }

  boolean erred() {
    return erred;
  }

  EndReason hungUpReason() {
    return hungUp;
  }

  /** The caller is gone and the flow's {@code on-hangup} runs. */
  boolean hungUp() {
    return !hungUp.equals(Course.GOING_ON);
  }

  /**
   * We end the call: one that was not answered is refused.
   *
   * @param sipCode the refusal
   */
  Verdict byUs(String slug, int sipCode, String reasonPhrase, FlowPaths paths, Stage stage) {
    if (hungUp()) {
      return hangup(hungUp);
    }
    if (FAULTS.contains(slug) && !erred && paths.onError().isPresent()) {
      erred = true;
      return new Verdict.GoesOn(paths.onError().get());
    }
    if (stage != Stage.RINGING) {
      return hangup(new EndReason(Who.US, slug, OK));
    }
    String why = slug.equals(EndReason.COMPLETED) ? EndReason.REJECTED : slug;
    EndReason reason = new EndReason(Who.US, why, sipCode);
    return new Verdict.Over(reason, new FlowCommand.Reject(reason, reasonPhrase));
  }

  /** The caller ends the call, or ends what still ran after that. */
  Verdict byCaller(FlowPaths paths, Stage stage) {
    if (hungUp()) {
      return hangup(hungUp);
    }
    EndReason reason = callersReason(stage);
    Optional<String> onHangup = paths.onHangup();
    if (stage != Stage.ANSWERED || onHangup.isEmpty()) {
      return hangup(reason);
    }
    hungUp = reason;
    return new Verdict.GoesOn(onHangup.get());
  }

  private static EndReason callersReason(Stage stage) {
    // RFC 3261 section 9.2: an INVITE that was cancelled is answered with 487.
    return stage == Stage.RINGING
        ? new EndReason(Who.CALLER, EndReason.CALLER_CANCEL, 487)
        : new EndReason(Who.CALLER, EndReason.CALLER_HANGUP, OK);
  }

  private static Verdict hangup(EndReason reason) {
    return new Verdict.Over(reason, new FlowCommand.Hangup(reason));
  }
}
