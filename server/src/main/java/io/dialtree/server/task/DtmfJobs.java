package io.dialtree.server.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.dtmfrequest.DtmfCall;
import io.dialtree.config.dialect.dtmfrequest.DtmfEvents;
import io.dialtree.config.dialect.dtmfrequest.DtmfFlow;
import io.dialtree.config.dialect.dtmfrequest.DtmfInstruction;
import io.dialtree.config.dialect.dtmfrequest.DtmfResult;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Documents;
import io.dialtree.config.document.JsonText;
import io.dialtree.config.finding.Findings;
import io.dialtree.server.task.OutboundLegs.LegEvent;
import io.dialtree.store.CallRow;
import io.dialtree.store.Task;
import io.dialtree.store.TaskQueue;
import io.dialtree.store.TaskTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Calls that Request DTMF instructions ask for, one task each. A call is never made twice: one that
 * was under way when the server ended is reported as failed. Thread-safe; blocks while a call
 * lasts.
 */
public final class DtmfJobs {
  /** Longer than the longest call an instruction can describe. */
  static final Duration LEASE = Duration.ofHours(2);

  private static final Duration CALL_MAX = LEASE.minusMinutes(5);
  private static final String CUT_OFF = "the server ended while the call was made";
  private static final String CALLEE = "callee";
  private static final String INSTRUCTION = "instruction";

  private final TaskTable tasks;
  private final OutboundLegs legs;
  private final Consumer<CallRow> records;
  private final Clock clock;

  /**
   * Jobs whose calls are made by these legs.
   *
   * @param records takes the record of each call; must not block
   */
  public DtmfJobs(TaskTable tasks, OutboundLegs legs, Consumer<CallRow> records, Clock clock) {
    this.tasks = tasks;
    this.legs = legs;
    this.records = records;
    this.clock = clock;
  }

  /**
   * Queues the calls of one instruction, all of them or none.
   *
   * @param instruction as the client sent it, found good
   */
  public void add(String account, List<DtmfCall> calls, DocNode instruction) {
    Instant now = clock.instant();
    // Of each call its own part alone: a thousand copies of all numbers would fill the store.
    ObjectNode content = TaskJson.object();
    ObjectNode one = content.putObject(INSTRUCTION);
    one.setAll(
        (ObjectNode) TaskJson.parse(JsonText.of(DtmfInstruction.withoutCallees(instruction))));
    List<Task> jobs = new ArrayList<>();
    for (DtmfCall call : calls) {
      one.put(CALLEE, call.callee());
      String text = TaskJson.text(content);
      jobs.add(Task.create(call.callId(), TaskQueue.CALL_JOB, account, now, text));
    }
    tasks.addAll(jobs);
  }

  /** Makes the call, queues the callback that tells of it, and writes its record. */
  public Attempt run(Task task) {
    Optional<DtmfInstruction> instruction = instruction(task);
    if (instruction.isEmpty()) {
      return new Attempt.GivenUp("the instruction cannot be read any more");
    }
    Instant start = clock.instant();
    DtmfCall queued = DtmfCall.queued(task.id(), callee(task, instruction.get()));
    Made made =
        task.attempts() > 0
            ? new Made(queued.on(new DtmfCall.Event.NotPlaced(CUT_OFF)), Optional.empty())
            : made(queued, instruction.get());
    DtmfCall call = made.call();
    instruction
        .get()
        .callbackUrl()
        .ifPresent(url -> tasks.add(callback(task, url, instruction.get(), call)));
    records.accept(
        new DtmfRecord(instruction.get(), call, start, made.answer()).row(clock.instant()));
    return new Attempt.Done(result(call));
  }

  private Task callback(Task task, String url, DtmfInstruction instruction, DtmfCall call) {
    String body = JsonText.of(DtmfEvents.finished(instruction, call));
    return Callbacks.task(task.id(), task.account(), url, body, clock.instant());
  }

  private static Optional<DtmfInstruction> instruction(Task task) {
    String text = TaskJson.text(TaskJson.parse(task.content()).path(INSTRUCTION));
    Findings findings = new Findings();
    return Documents.json(task.id(), text.getBytes(StandardCharsets.UTF_8), findings)
        .flatMap(node -> DtmfInstruction.read(node, findings));
  }

  /** Tasks of earlier versions name it beside an instruction that may have many. */
  private static String callee(Task task, DtmfInstruction instruction) {
    String beside = TaskJson.parse(task.content()).path(CALLEE).asText();
    return beside.isEmpty() ? instruction.callees().getFirst() : beside;
  }

  private record Made(DtmfCall call, Optional<Instant> answer) {}

  private Made made(DtmfCall queued, DtmfInstruction instruction) {
    AtomicReference<DtmfCall> call = new AtomicReference<>(queued);
    AtomicReference<Optional<Instant>> answer = new AtomicReference<>(Optional.empty());
    CountDownLatch over = new CountDownLatch(1);
    OutboundCall leg =
        new OutboundCall(
            queued.callId(),
            queued.callee(),
            instruction.caller(),
            instruction.anonymous(),
            instruction.ringS(),
            DtmfFlow.flow(instruction, "dtmf/" + queued.callId(), new Findings()));
    legs.place(
        leg,
        event -> {
          call.updateAndGet(it -> it.on(translated(event)));
          if (event instanceof LegEvent.Answered) {
            answer.set(Optional.of(clock.instant()));
          }
          if (event.isLast()) {
            over.countDown();
          }
        });
    DtmfCall last = awaited(over) ? call.get() : cutOff(call.get());
    return new Made(last, answer.get());
  }

  /** The server ends, or the leg never told of the end: whoever asked is told what is known. */
  private static DtmfCall cutOff(DtmfCall call) {
    return call.state() instanceof DtmfCall.State.Answered
        ? call.on(new DtmfCall.Event.Ended(""))
        : call.on(new DtmfCall.Event.NotPlaced(CUT_OFF));
  }

  /** An interruption is the end of the server; what is left to do is to write that down. */
  private static boolean awaited(CountDownLatch over) {
    try {
      return over.await(CALL_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      return false;
    }
  }

  private static DtmfCall.Event translated(LegEvent event) {
    return switch (event) {
      case LegEvent.Dialled _ -> new DtmfCall.Event.Dialled();
      case LegEvent.Answered _ -> new DtmfCall.Event.Answered();
      case LegEvent.RingTimeout _ -> new DtmfCall.Event.RingTimeout();
      case LegEvent.Refused(int status, String reason) ->
          new DtmfCall.Event.Refused(status, reason);
      case LegEvent.NotPlaced(String reason) -> new DtmfCall.Event.NotPlaced(reason);
      case LegEvent.Ended(var variables) ->
          new DtmfCall.Event.Ended(variables.getOrDefault(DtmfFlow.DIGITS, ""));
    };
  }

  /** The digits are the client's alone, so they are not kept here. */
  private static String result(DtmfCall call) {
    return call.state() instanceof DtmfCall.State.Finished(DtmfResult result, String _)
        ? result.code().number() + " " + result.code().description()
        : "";
  }
}
