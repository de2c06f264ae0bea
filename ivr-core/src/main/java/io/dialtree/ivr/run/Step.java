package io.dialtree.ivr.run;

import java.util.List;

/** What one event led to. */
public record Step(RunState state, List<FlowCommand> commands) {
  /** Copies the list. */
  public Step {
    commands = List.copyOf(commands);
  }
}
