package io.dialtree.ivr.run;

import io.dialtree.config.model.CallerMatchNode;
import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.GotoNode;
import io.dialtree.config.model.HoursNode;
import io.dialtree.config.model.HttpNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.SetNode;
import io.dialtree.config.model.SmsNode;
import io.dialtree.config.model.TagNode;
import io.dialtree.config.model.WhenNode;

/** What a flow can still do when the caller is gone. */
public final class AfterHangup {
  private AfterHangup() {}

  /**
   * True for kinds of nodes of which nothing must be heard; all others end the way of {@code
   * on-hangup}.
   */
  public static boolean runs(Node node) {
    return switch (node) {
      case SetNode _,
          WhenNode _,
          HoursNode _,
          HttpNode _,
          GotoNode _,
          EnterFlowNode _,
          TagNode _,
          SmsNode _,
          CallerMatchNode _ ->
          true;
      default -> false;
    };
  }
}
