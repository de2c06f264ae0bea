package io.dialtree.server.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.dtmfrequest.DtmfCall;
import io.dialtree.config.dialect.dtmfrequest.DtmfInstruction;
import io.dialtree.config.dialect.dtmfrequest.DtmfResult;
import io.dialtree.store.CallRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The record (CDR) of a call that was asked for, in the words of all records, with the client's own
 * id. The digits are the client's alone: they stand in the callback and not here.
 *
 * @param call has finished
 * @param start when its turn came
 * @param answer when it was answered, if it was
 */
record DtmfRecord(
    DtmfInstruction instruction, DtmfCall call, Instant start, Optional<Instant> answer) {
  private static final int OK = 200;
  private static final int CANCELLED = 487;
  private static final int UNAVAILABLE = 503;

  private record End(String who, String slug, int sipCode) {}

  /** As it is stored; of one call there is one, however often it is written. */
  CallRow row(Instant end) {
    DtmfResult result = ((DtmfCall.State.Finished) call.state()).result();
    End reason = reason(result);
    return new CallRow(
        call.callId(),
        start,
        end,
        instruction.caller(),
        call.callee(),
        flow(),
        reason.slug(),
        TaskJson.text(json(result, reason, end)));
  }

  private String flow() {
    return "dtmf/" + call.callId();
  }

  private static End reason(DtmfResult result) {
    String sip = result.disconnectCode();
    int status = sip.matches("[1-6][0-9]{2}") ? Integer.parseInt(sip) : UNAVAILABLE;
    return switch (result.code()) {
      case FINISHED -> new End("unknown", "completed", OK);
      case CANCELLED -> new End("us", "no-answer", CANCELLED);
      case REJECTED -> new End("upstream", "callee-refused", status);
      case FAILED -> new End(sip.isEmpty() ? "us" : "upstream", "not-placed", status);
    };
  }

  private ObjectNode json(DtmfResult result, End reason, Instant end) {
    ObjectNode json = TaskJson.object();
    json.put("call_id", call.callId());
    instruction.instructionId().ifPresent(id -> json.put("instruction_id", id));
    json.put("from", instruction.caller()).put("to", call.callee()).put("trunk", "");
    json.put("flow", flow()).put("revision", "");
    json.put("start", start.toString());
    json.put("answer", answer.map(Instant::toString).orElse("")).put("end", end.toString());
    json.put("duration_ms", Duration.between(start, end).toMillis());
    json.putObject("end_reason")
        .put("who", reason.who())
        .put("slug", reason.slug())
        .put("sip_code", reason.sipCode());
    json.putObject("result")
        .put("code", result.code().number())
        .put("description", result.code().description());
    return json;
  }
}
