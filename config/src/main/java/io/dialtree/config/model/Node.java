package io.dialtree.config.model;

import java.util.List;

/** One step of a flow. Its kind decides what happens; its properties decide how. */
public sealed interface Node
    permits PlayNode,
        MenuNode,
        CollectNode,
        GotoNode,
        EnterFlowNode,
        ResponseNode,
        HangupNode,
        SkipNode,
        NotAvailableNode,
        TagNode,
        SmsNode,
        CallerMatchNode,
        BusyNode,
        RecordCallNode,
        HoldMusicNode,
        HoursNode,
        SetNode,
        WhenNode,
        HttpNode,
        BackNode,
        RecordGreetingNode {
  /** Name of the node, unique in its flow. */
  String id();

  /** Where the document says so. */
  SourcePosition at();

  /** Nodes of the same flow that may follow. */
  List<String> targets();

  /** Everything this node may play. */
  List<Prompt> prompts();

  /** True when keys pressed here must not appear in records. */
  default boolean masked() {
    return false;
  }
}
