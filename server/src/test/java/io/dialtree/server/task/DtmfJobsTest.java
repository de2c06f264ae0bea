package io.dialtree.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.config.dialect.dtmfrequest.DtmfCall;
import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Findings;
import io.dialtree.server.outbound.AddressGuard;
import io.dialtree.server.outbound.WebReply;
import io.dialtree.server.outbound.WebRequest;
import io.dialtree.store.CallRow;
import io.dialtree.store.Task;
import io.dialtree.store.TaskQueue;
import io.dialtree.store.TaskTable;
import io.dialtree.store.sql.SqlStore;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls that instructions ask for, from the queue to the callback, on a clock that is told to go.
 */
final class DtmfJobsTest {
  private static final String CALL_ID = "5f3d6c3e-8a21-4a5e-9d10-6d1f6b0d7c11";
  private static final String OTHER_ID = "5f3d6c3e-8a21-4a5e-9d10-6d1f6b0d7c12";

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();
  private final List<JsonNode> posts = new ArrayList<>();
  private final List<CallRow> records = new ArrayList<>();
  private final List<Integer> answers = new ArrayList<>();
  private SqlStore store;

  @BeforeEach
  void open() {
    store = SqlStore.sqlite(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private TaskTable tasks() {
    return store.tasks();
  }

  private WebReply post(WebRequest request, InetAddress address) {
    posts.add(TaskJson.parse(request.body()));
    int answer = answers.isEmpty() ? 200 : answers.removeFirst();
    return answer == 0 ? WebReply.none("no answer") : new WebReply(answer, "", "");
  }

  private DtmfJobs jobs(OutboundLegs legs) {
    return new DtmfJobs(tasks(), legs, records::add, clock);
  }

  private void add(DtmfJobs jobs, String id, String more) {
    String json =
        "{\"instruction-id\": \"my-1\", \"callee\": \"+31600000001\", \"caller\": \"+31851234567\","
            + " \"prompt\": \"code\", \"valid-prompt\": \"thanks\", \"invalid-prompt\": \"wrong\","
            + " \"max-attempts\": 3, \"timeout\": 3000,"
            + " \"callback-url\": \"http://93.184.216.34/done\""
            + more
            + "}";
    Findings findings = new Findings();
    jobs.add(
        "",
        List.of(DtmfCall.queued(id, "+31600000001")),
        Documents.json("t", json.getBytes(StandardCharsets.UTF_8), findings).orElseThrow());
  }

  private int run(TaskQueue queue, Function<Task, Attempt> work) {
    return new TaskRunner(tasks(), queue, work, clock, Duration.ofHours(2), 10, Runnable::run)
        .runDue();
  }

  private int sendCallbacks() {
    AddressGuard guard = new AddressGuard(List.of(), "callbacks-allow", InetAddress::getAllByName);
    return run(TaskQueue.CALLBACK, new Callbacks(guard, this::post)::send);
  }

  private JsonNode finished(OutboundLegs legs, String more) {
    DtmfJobs jobs = jobs(legs);
    add(jobs, CALL_ID, more);
    assertThat(run(TaskQueue.CALL_JOB, jobs::run)).isOne();
    assertThat(sendCallbacks()).isOne();
    assertThat(posts).hasSize(1);
    return posts.getFirst();
  }

  private static OutboundLegs saying(OutboundLegs.LegEvent... events) {
    return (OutboundCall _, Consumer<OutboundLegs.LegEvent> listener) ->
        List.of(events).forEach(listener);
  }

  @Test
  void goodDigitsAreConfirmedAndTheCallbackBringsThem() {
    ScriptedCallee callee = ScriptedCallee.silent().pressing(1_500, "1234#");
    JsonNode callback = finished(callee, "");
    assertThat(callee.heard()).containsExactly("code", "thanks");
    assertThat(callback.path("type").asText()).isEqualTo("dtmf-finished");
    assertThat(callback.path("call-id").asText()).isEqualTo(CALL_ID);
    assertThat(callback.path("instruction-id").asText()).isEqualTo("my-1");
    assertThat(callback.path("digits").asText()).isEqualTo("1234");
    assertThat(callback.path("result").path("code").asInt()).isEqualTo(10);
    assertThat(callback.path("result").path("description").asText())
        .isEqualTo("Finished successfully");
  }

  @Test
  void wrongDigitsUntilNoAttemptIsLeftBringNone() {
    ScriptedCallee callee =
        ScriptedCallee.silent().pressing(1_500, "1#").pressing(4_000, "2#").pressing(6_500, "3#");
    JsonNode callback = finished(callee, ", \"regex\": \"[5-9]*\"");
    assertThat(callee.heard()).containsExactly("code", "wrong", "code", "wrong", "code", "wrong");
    assertThat(callback.path("digits").asText()).isEmpty();
    assertThat(callback.path("result").path("code").asInt()).isEqualTo(10);
  }

  @Test
  void theTimerStartsAnewAtEachDigitAndPoundEndsTheInput() {
    ScriptedCallee callee =
        ScriptedCallee.silent().pressing(3_900, "1").pressing(6_800, "2").pressing(9_700, "3#");
    assertThat(finished(callee, "").path("digits").asText()).isEqualTo("123");
  }

  @Test
  void theDefaultExpressionRefusesAStar() {
    ScriptedCallee callee = ScriptedCallee.silent().pressing(1_500, "1*2#").hangingUp(3_000);
    assertThat(finished(callee, "").path("digits").asText()).isEmpty();
    assertThat(callee.heard()).startsWith("code", "wrong");
  }

  @Test
  void aCalleeWhoHangsUpDuringThePromptIsReportedWithoutDigits() {
    JsonNode callback = finished(ScriptedCallee.silent().hangingUp(500), "");
    assertThat(callback.path("digits").asText()).isEmpty();
    assertThat(callback.path("result").path("code").asInt()).isEqualTo(10);
    assertThat(callback.path("result").path("sip-disconnect-code").asText()).isEqualTo("BYE");
  }

  @Test
  void withoutATrunkTheCallFails() {
    JsonNode callback = finished(OutboundLegs.none(), "");
    assertThat(callback.path("result").path("code").asInt()).isEqualTo(11);
    assertThat(callback.path("result").path("description").asText()).isEqualTo("Failed");
  }

  @Test
  void everyWayNotToAnswerHasItsCode() {
    assertThat(code(saying(new OutboundLegs.LegEvent.RingTimeout()))).isEqualTo(9);
    assertThat(code(saying(new OutboundLegs.LegEvent.Refused(486, "Busy Here")))).isEqualTo(12);
    assertThat(code(saying(new OutboundLegs.LegEvent.Refused(603, "Decline")))).isEqualTo(12);
    assertThat(code(saying(new OutboundLegs.LegEvent.Refused(503, "Unavailable")))).isEqualTo(11);
  }

  private int code(OutboundLegs legs) {
    posts.clear();
    DtmfJobs jobs = jobs(legs);
    add(jobs, UUID.randomUUID().toString(), "");
    run(TaskQueue.CALL_JOB, jobs::run);
    sendCallbacks();
    return posts.getFirst().path("result").path("code").asInt();
  }

  @Test
  void theLegGetsWhatTheInstructionSays() {
    ScriptedCallee callee = ScriptedCallee.silent().hangingUp(1);
    finished(callee, ", \"anonymous\": true, \"max-ringing-timeout\": 12");
    OutboundCall call = callee.calls().getFirst();
    assertThat(call.callee()).isEqualTo("+31600000001");
    assertThat(call.caller()).isEqualTo("+31851234567");
    assertThat(call.anonymous()).isTrue();
    assertThat(call.ringS()).isEqualTo(12);
  }

  @Test
  void aCallbackIsTriedAgainAfterOneFiveAndFifteenSecondsAndThenNoMore() {
    answers.addAll(List.of(500, 0, 404, 503, 200));
    DtmfJobs jobs = jobs(OutboundLegs.none());
    add(jobs, CALL_ID, "");
    run(TaskQueue.CALL_JOB, jobs::run);
    assertThat(sendCallbacks()).isOne();
    for (int seconds : List.of(1, 5, 15)) {
      clock.pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(sendCallbacks()).isZero();
      clock.pass(Duration.ofMillis(1));
      assertThat(sendCallbacks()).isOne();
    }
    clock.pass(Duration.ofDays(1));
    assertThat(sendCallbacks()).isZero();
    assertThat(posts).hasSize(4);
    assertThat(tasks().find("callback/" + CALL_ID).orElseThrow().state())
        .isEqualTo(Task.State.FAILED);
  }

  @Test
  void aJobThatWaitsSurvivesTheEndOfTheProcess() {
    add(jobs(OutboundLegs.none()), CALL_ID, "");
    store.close();
    store = SqlStore.sqlite(folder);
    ScriptedCallee callee = ScriptedCallee.silent().pressing(1_500, "7#");
    assertThat(run(TaskQueue.CALL_JOB, jobs(callee)::run)).isOne();
    sendCallbacks();
    assertThat(posts.getFirst().path("digits").asText()).isEqualTo("7");
  }

  @Test
  void whatIsKeptOfACallIsItsOwnInstructionAlone() {
    DtmfJobs jobs = jobs(ScriptedCallee.silent().pressing(1_500, "7#"));
    String junk = "x".repeat(100_000);
    add(
        jobs,
        CALL_ID,
        ", \"callees\": [\"+31600000002\"], \"callback\": {}, \"regex\": null, \"junk\": \""
            + junk
            + "\", \"disable-callees-validation\": true,"
            + " \"voice\": {\"language\": \"nl-NL\", \"more\": \""
            + junk
            + "\"}");
    String content = tasks().find(CALL_ID).orElseThrow().content();
    assertThat(content).hasSizeLessThan(1_000).contains("my-1", "+31600000001", "nl-NL", "3000");
    assertThat(content).doesNotContain("junk", "+31600000002", "more", "null");
    assertThat(run(TaskQueue.CALL_JOB, jobs::run)).isOne();
    assertThat(sendCallbacks()).isOne();
    assertThat(posts.getFirst().path("digits").asText()).isEqualTo("7");
    assertThat(posts.getFirst().path("instruction-id").asText()).isEqualTo("my-1");
    assertThat(TaskJson.parse(records.getFirst().json()).path("instruction_id").asText())
        .isEqualTo("my-1");
  }

  @Test
  void aJobOfAnEarlierVersionCallsTheNumberThatStandsBesideItsInstruction() {
    String instruction =
        "{\"callees\": [\"+31600000001\", \"+31600000002\"], \"caller\": \"+31851234567\","
            + " \"prompt\": \"code\", \"valid-prompt\": \"thanks\"}";
    String content = "{\"callee\": \"+31600000002\", \"instruction\": " + instruction + "}";
    tasks().add(Task.create(CALL_ID, TaskQueue.CALL_JOB, "", clock.instant(), content));
    ScriptedCallee callee = ScriptedCallee.silent().hangingUp(1);
    assertThat(run(TaskQueue.CALL_JOB, jobs(callee)::run)).isOne();
    assertThat(callee.calls()).extracting(OutboundCall::callee).containsExactly("+31600000002");
  }

  @Test
  void aCallThatWasUnderWayIsReportedAndNeverMadeTwice() {
    ScriptedCallee callee = ScriptedCallee.silent();
    DtmfJobs jobs = jobs(callee);
    add(jobs, CALL_ID, "");
    add(jobs, OTHER_ID, "");
    tasks().take(TaskQueue.CALL_JOB, 2, clock.instant(), Duration.ofHours(2));
    clock.pass(Duration.ofHours(3));
    assertThat(run(TaskQueue.CALL_JOB, jobs::run)).isEqualTo(2);
    sendCallbacks();
    assertThat(callee.calls()).isEmpty();
    assertThat(posts).hasSize(2);
    assertThat(posts)
        .allSatisfy(post -> assertThat(post.path("result").path("code").asInt()).isEqualTo(11));
  }

  @Test
  void whatIsKeptOfADoneJobHasNoDigits() {
    finished(ScriptedCallee.silent().pressing(1_500, "1234#"), "");
    assertThat(tasks().find(CALL_ID).orElseThrow().result()).isEqualTo("10 Finished successfully");
  }

  @Test
  void theRecordOfACallCarriesTheClientsIdAndNoDigits() {
    finished(ScriptedCallee.silent().pressing(1_500, "1234#"), "");
    assertThat(records).hasSize(1);
    CallRow record = records.getFirst();
    JsonNode json = TaskJson.parse(record.json());
    assertThat(record.key()).isEqualTo(CALL_ID);
    assertThat(json.path("instruction_id").asText()).isEqualTo("my-1");
    assertThat(json.path("call_id").asText()).isEqualTo(CALL_ID);
    assertThat(json.path("from").asText()).isEqualTo("+31851234567");
    assertThat(json.path("to").asText()).isEqualTo("+31600000001");
    assertThat(json.path("answer").asText()).isEqualTo(clock.instant().toString());
    assertThat(json.path("result").path("code").asInt()).isEqualTo(10);
    assertThat(json.path("end_reason").path("slug").asText()).isEqualTo("completed");
    assertThat(record.json()).doesNotContain("1234#", "\"1234\"");
  }

  @Test
  void aCallThatCouldNotBeMadeHasARecordToo() {
    finished(OutboundLegs.none(), "");
    JsonNode json = TaskJson.parse(records.getFirst().json());
    assertThat(json.path("answer").asText()).isEmpty();
    assertThat(json.path("result").path("code").asInt()).isEqualTo(11);
    assertThat(json.path("end_reason").path("slug").asText()).isEqualTo("not-placed");
    assertThat(json.path("end_reason").path("who").asText()).isEqualTo("us");
  }
}
