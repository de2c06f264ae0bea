package io.dialtree.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialtree.store.AudioTable;
import io.dialtree.store.AuditRow;
import io.dialtree.store.CallQuery;
import io.dialtree.store.CallRow;
import io.dialtree.store.DocumentTable;
import io.dialtree.store.DocumentTableContract;
import io.dialtree.store.EventRow;
import io.dialtree.store.Principal;
import io.dialtree.store.Session;
import io.dialtree.store.Task;
import io.dialtree.store.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store promises, whichever database it stands on. */
abstract class StoreContract extends DocumentTableContract {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private SqlStore store;

  abstract SqlStore open();

  @BeforeEach
  void start() {
    store = open();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  SqlStore store() {
    return store;
  }

  @Override
  protected DocumentTable table() {
    return store.documents();
  }

  private static CallRow call(int number, String flow, String caller) {
    Instant start = NOW.plusSeconds(number);
    return new CallRow(
        "key" + number, start, start.plusSeconds(9), caller, "100", flow, "hangup", "{}");
  }

  @Test
  void aRecordWrittenTwiceIsThereOnce() {
    CallRow call = call(1, "main", "4930");
    store.records().write(List.of(call, new EventRow("e1", NOW, "call-ended", "id", "{}")));
    store.records().write(List.of(call, new EventRow("e1", NOW, "call-ended", "id", "{}")));
    assertThat(store.records().calls(CallQuery.newest(10))).containsExactly(call);
    assertThat(store.records().call("key1")).contains(call);
    assertThat(store.records().events(NOW, 10)).hasSize(1);
  }

  @Test
  void callsAreFoundByTimeFlowAndCallerPageByPage() {
    IntStream.range(0, 10)
        .forEach(i ->
            store
                .records()
                .write(List.of(call(i, i % 2 == 0 ? "even" : "odd", i < 5 ? "111" : "222"))));
    CallQuery page = CallQuery.newest(4);
    List<CallRow> first = store.records().calls(page);
    assertThat(first).extracting(CallRow::key).containsExactly("key9", "key8", "key7", "key6");
    assertThat(store.records().calls(page.following(first.getLast())))
        .extracting(CallRow::key)
        .containsExactly("key5", "key4", "key3", "key2");
    assertThat(store.records().calls(page.ofFlow("odd").ofCaller("111")))
        .extracting(CallRow::key)
        .containsExactly("key3", "key1");
    assertThat(store.records().calls(page.between(NOW.plusSeconds(2), NOW.plusSeconds(4))))
        .extracting(CallRow::key)
        .containsExactly("key3", "key2");
    assertThat(store.records().forgetBefore(NOW.plusSeconds(5))).isEqualTo(5);
  }

  @Test
  void whateverACallerIsCalledTheRecordCanBeStored() {
    CallRow odd = call(1, "main", "a\u0000b" + "x".repeat(1_000));
    store.records().write(List.of(odd));
    assertThat(store.records().calls(CallQuery.newest(1))).containsExactly(odd);
  }

  @Test
  void workIsTakenByOneOnlyAndAgainAfterItsLease() {
    store.tasks().add(Task.create("t1", TaskQueue.CALLBACK, "acme", NOW, "{}"));
    store.tasks().add(Task.create("t1", TaskQueue.CALLBACK, "acme", NOW, "{}"));
    assertThat(store.tasks().take(TaskQueue.SMS, 5, NOW, MINUTE)).isEmpty();
    assertThat(store.tasks().take(TaskQueue.CALLBACK, 5, NOW, MINUTE)).hasSize(1);
    assertThat(store.tasks().take(TaskQueue.CALLBACK, 5, NOW, MINUTE)).isEmpty();
    assertThat(store.tasks().take(TaskQueue.CALLBACK, 5, NOW.plus(MINUTE), MINUTE)).hasSize(1);
    store.tasks().retry("t1", NOW.plusSeconds(300), "503");
    assertThat(store.tasks().take(TaskQueue.CALLBACK, 5, NOW.plusSeconds(299), MINUTE)).isEmpty();
    store.tasks().done("t1", "200");
    assertThat(store.tasks().find("t1"))
        .hasValueSatisfying(task -> {
          assertThat(task.state()).isEqualTo(Task.State.DONE);
          assertThat(task.attempts()).isEqualTo(2);
        });
    assertThat(store.tasks().list(TaskQueue.CALLBACK, "acme", 5)).hasSize(1);
    assertThat(store.tasks().forgetBefore(NOW.plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void whoListensHearsOfNewWorkAsSoonAsItCanBeTaken() throws InterruptedException {
    CountDownLatch taken = new CountDownLatch(2); // by this thread, or by the one that hears
    store
        .tasks()
        .listen(() ->
            store.tasks().take(TaskQueue.SMS, 5, NOW, MINUTE).forEach(_ -> taken.countDown()));
    Task one = Task.create("t1", TaskQueue.SMS, "", NOW, "{}");
    store.tasks().addAll(List.of(one, Task.create("t2", TaskQueue.SMS, "", NOW, "{}")));
    assertThat(taken.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aSecretIsKnownWithItsNameAndWithout() {
    Principal anna = new Principal("anna@example.com", "acme", false, "{}");
    store.principals().put(anna, "s3cret");
    assertThat(store.principals().verify("anna@example.com", "s3cret")).contains(anna);
    assertThat(store.principals().verify("anna@example.com", "wrong")).isEmpty();
    assertThat(store.principals().verify("nobody", "s3cret")).isEmpty();
    assertThat(store.principals().verify("s3cret")).contains(anna);
    assertThat(store.principals().verify("wrong")).isEmpty();
    store.principals().put(anna, "another");
    assertThat(store.principals().verify("s3cret")).isEmpty();
    assertThat(store.principals().list()).containsExactly(anna);
    assertThat(store.principals().remove("anna@example.com")).isTrue();
    assertThat(store.principals().verify("another")).isEmpty();
  }

  @Test
  void theAuditIsReadBackwards() {
    store.audit().write(new AuditRow("a", NOW, "anna", "put", "menu/1", ""));
    store.audit().write(new AuditRow("b", NOW.plusSeconds(1), "anna", "put", "menu/2", ""));
    assertThat(store.audit().before(NOW.plusSeconds(9), 5))
        .extracting(AuditRow::key)
        .containsExactly("b", "a");
  }

  @Test
  void audioComesBackByteForByteAndHasABound() {
    byte[] bytes = {0, 1, -1, 127, -128};
    store.audio().put("acme", "hello", "audio/x-wav", bytes, NOW);
    assertThat(store.audio().read("acme", "hello")).contains(bytes);
    assertThat(store.audio().find("acme", "hello"))
        .hasValueSatisfying(info -> assertThat(info.sizeBytes()).isEqualTo(5));
    assertThat(store.audio().list()).hasSize(1);
    assertThat(store.audio().remove("acme", "hello")).isTrue();
    assertThat(store.audio().read("acme", "hello")).isEmpty();
    byte[] tooLong = new byte[AudioTable.BYTES_MAX + 1];
    assertThatThrownBy(() -> store.audio().put("acme", "long", "audio/x-wav", tooLong, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSessionIsFoundByItsTokenUntilItsPrincipalsAreEndedOrItIsLongOver() {
    Principal anna = new Principal("anna", "acme", false, "{}");
    Session session = new Session("hash", anna, NOW.plus(MINUTE));
    store.sessions().put(session, NOW);
    assertThat(store.sessions().find("hash")).contains(session);
    assertThat(store.sessions().find("other")).isEmpty();
    store.sessions().put(new Session("late", anna, NOW.plus(MINUTE.multipliedBy(3))), NOW);
    store
        .sessions()
        .put(
            new Session(
                "third", new Principal("bob", "", true, "{}"), NOW.plus(MINUTE.multipliedBy(3))),
            NOW.plus(MINUTE.multipliedBy(2)));
    assertThat(store.sessions().find("hash")).isEmpty();
    store.sessions().removeOf("anna");
    assertThat(store.sessions().find("late")).isEmpty();
    assertThat(store.sessions().find("third")).isPresent();
  }
}
