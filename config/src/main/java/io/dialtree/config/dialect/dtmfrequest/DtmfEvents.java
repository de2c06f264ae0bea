package io.dialtree.config.dialect.dtmfrequest;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import java.util.List;
import java.util.Optional;

/** What the client is told: that calls wait in the queue, and how each of them ended. */
public final class DtmfEvents {
  private DtmfEvents() {}

  /** The answer to an instruction: one object for one call, a list of them for several. */
  public static DocNode queued(DtmfInstruction instruction, List<DtmfCall> calls) {
    List<Mapping> events =
        calls.stream()
            .map(call ->
                queued(
                    Optional.of(call.callId()),
                    instruction.instructionId(),
                    instruction.caller(),
                    call.callee(),
                    Optional.empty()))
            .toList();
    return events.size() == 1 ? events.getFirst() : DocTree.list(events);
  }

  /**
   * The answer to an instruction that was refused.
   *
   * @param caller as far as it could be read, may be empty
   * @param callee as far as it could be read, may be empty
   * @param error names the key and what is wrong with it
   */
  public static DocNode refused(
      Optional<String> instructionId, String caller, String callee, String error) {
    return queued(Optional.empty(), instructionId, caller, callee, Optional.of(error));
  }

  private static Mapping queued(
      Optional<String> callId,
      Optional<String> instructionId,
      String caller,
      String callee,
      Optional<String> error) {
    return DocTree.over(DocTree.empty())
        .set("type", DocTree.text("call-queued"))
        .setIfAny("call-id", callId.map(DocTree::text))
        .setIfAny("instruction-id", instructionId.map(DocTree::text))
        .set("caller", DocTree.text(caller))
        .set("callee", DocTree.text(callee))
        .set("success", DocTree.bool(error.isEmpty()))
        .setIfAny("error", error.map(DocTree::text))
        .mapping();
  }

  /** What is sent to the callback URL when a call is over; the call must have finished. */
  public static Mapping finished(DtmfInstruction instruction, DtmfCall call) {
    if (!(call.state() instanceof DtmfCall.State.Finished(DtmfResult result, String digits))) {
      throw new IllegalArgumentException("call " + call.callId() + " goes on");
    }
    return DocTree.over(DocTree.empty())
        .set("type", DocTree.text("dtmf-finished"))
        .set("call-id", DocTree.text(call.callId()))
        .setIfAny("instruction-id", instruction.instructionId().map(DocTree::text))
        .set("caller", DocTree.text(instruction.caller()))
        .set("callee", DocTree.text(call.callee()))
        .set("digits", DocTree.text(digits))
        .set("result", result(result))
        .mapping();
  }

  private static Mapping result(DtmfResult result) {
    return DocTree.over(DocTree.empty())
        .set("code", DocTree.number(result.code().number()))
        .set("description", DocTree.text(result.code().description()))
        .setIfAny("sip-disconnect-code", text(result.disconnectCode()))
        .setIfAny("sip-disconnect-reason", text(result.disconnectReason()))
        .mapping();
  }

  private static Optional<DocNode> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(DocTree.text(text));
  }
}
