package io.dialtree.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.server.outbound.AddressGuard;
import io.dialtree.server.outbound.WebReply;
import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.Task;
import io.dialtree.store.TaskJournal;
import io.dialtree.store.TaskQueue;
import io.dialtree.store.TaskTable;
import io.dialtree.store.sql.SqlStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmsOutboxTest {
  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();
  private final List<String> posts = new ArrayList<>();

  private TaskJournal journal() {
    return new TaskJournal(folder.resolve("waiting.jsonl"), 1_000_000);
  }

  private SmsOutbox outbox(SqlStore store, Optional<URI> webhook) {
    return new SmsOutbox(
        store.tasks(),
        journal(),
        webhook,
        (request, address) -> {
          posts.add(request.url() + " " + request.body());
          return new WebReply(posts.size() == 1 ? 503 : 204, "", "");
        },
        clock);
  }

  @Test
  void withoutAWebhookMessagesWaitToBeRead() {
    try (SqlStore store = SqlStore.sqlite(folder)) {
      SmsOutbox outbox = outbox(store, Optional.empty());
      outbox.send("acme", "call-1", "+15550100", "+15550199", "We write to you");
      outbox.close();
      assertThat(outbox.isSending()).isFalse();
      List<Task> messages = outbox.messages("", 10);
      assertThat(messages).hasSize(1);
      assertThat(messages.getFirst().state()).isEqualTo(Task.State.WAITING);
      assertThat(TaskJson.parse(messages.getFirst().content()).path("text").asText())
          .isEqualTo("We write to you");
    }
  }

  @Test
  void anAccountReadsTheMessagesOfItsOwnFlows() {
    try (SqlStore store = SqlStore.sqlite(folder)) {
      SmsOutbox outbox = outbox(store, Optional.empty());
      outbox.send("acme", "call-1", "+15550100", "+15550199", "of acme");
      outbox.send("beta", "call-2", "+15550101", "+15550199", "of beta");
      outbox.send("", "call-3", "+15550102", "+15550199", "of all");
      outbox.close();
      assertThat(outbox.messages("acme", 10))
          .singleElement()
          .satisfies(it -> assertThat(it.content()).contains("of acme"));
      assertThat(outbox.messages("", 10)).hasSize(3);
    }
  }

  @Test
  void theWebhookGetsAMessageAgainUntilItTakesIt() {
    try (SqlStore store = SqlStore.sqlite(folder)) {
      SmsOutbox outbox = outbox(store, Optional.of(URI.create("http://127.0.0.1:1/sms")));
      outbox.send("acme", "call-1", "+15550100", "+15550199", "Hello");
      outbox.close();
      TaskRunner runner =
          new TaskRunner(
              store.tasks(),
              TaskQueue.SMS,
              outbox::deliver,
              clock,
              Duration.ofMinutes(1),
              1,
              Runnable::run);
      assertThat(runner.runDue()).isOne();
      assertThat(runner.runDue()).isZero();
      clock.pass(Duration.ofSeconds(1));
      assertThat(runner.runDue()).isOne();
      assertThat(posts).hasSize(2);
      assertThat(posts.getFirst()).contains("\"to\":\"+15550100\"", "\"from\":\"+15550199\"");
      assertThat(outbox.messages("", 1).getFirst().state()).isEqualTo(Task.State.DONE);
    }
  }

  @Test
  void aReceiverCanTellAMessageItHasAlready() {
    try (SqlStore store = SqlStore.sqlite(folder)) {
      SmsOutbox outbox = outbox(store, Optional.of(URI.create("http://127.0.0.1:1/sms")));
      outbox.send("acme", "call-1", "+15550100", "+15550199", "Hello");
      outbox.close();
      Task message = outbox.messages("", 1).getFirst();
      outbox.deliver(message);
      outbox.deliver(message);
      assertThat(posts).hasSize(2);
      assertThat(posts.getFirst()).isEqualTo(posts.getLast());
      assertThat(posts.getFirst()).contains("\"id\":\"" + message.id() + "\"");
    }
  }

  @Test
  void aGatewayMayBeAwayForAlmostADay() {
    Duration all = Duration.ZERO;
    int tried = 0;
    while (Retries.TEXT_MESSAGE.failed(tried, "away")
        instanceof Attempt.Again(Duration after, String _)) {
      all = all.plus(after);
      tried++;
    }
    assertThat(all).isBetween(Duration.ofHours(22), Duration.ofHours(24));
  }

  @Test
  void aMessageWaitsWhileTheStoreIsAway() {
    try (SqlStore store = SqlStore.sqlite(folder)) {
      AtomicBoolean away = new AtomicBoolean(true);
      TaskTable table = table(store, away);
      SmsOutbox outbox = keeping(table);
      outbox.send("acme", "call-1", "+15550100", "+15550199", "One");
      outbox.keep();
      away.set(false);
      outbox.send("acme", "call-1", "+15550100", "+15550199", "Two");
      outbox.close();
      assertThat(outbox.messages("", 10))
          .extracting(task -> TaskJson.parse(task.content()).path("text").asText())
          .containsExactlyInAnyOrder("One", "Two");
    }
  }

  private static TaskTable table(SqlStore store, AtomicBoolean away) {
    return (TaskTable)
        Proxy.newProxyInstance(
            TaskTable.class.getClassLoader(),
            new Class<?>[] {TaskTable.class},
            (_, method, args) -> {
              if (away.get()) {
                throw new StoreUnavailable("away", new IllegalStateException("away"));
              }
              return method.invoke(store.tasks(), args);
            });
  }

  @Test
  void aMessageIsSentAsSoonAsTheStoreHasIt() throws InterruptedException {
    CountDownLatch sent = new CountDownLatch(1);
    try (SqlStore store = SqlStore.sqlite(folder);
        Outbound outbound =
            new Outbound(
                emptyUntilItRings(store),
                folder,
                OutboundLegs.none(),
                (_, _) -> {
                  sent.countDown();
                  return new WebReply(204, "", "");
                },
                new AddressGuard(List.of(), "callbacks-allow", InetAddress::getAllByName),
                Optional.of(URI.create("http://127.0.0.1:1/sms")),
                clock)) {
      outbound.start();
      outbound.sms().send("acme", "call-1", "+15550100", "+15550199", "Hello");
      assertThat(sent.await(4, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Whoever only looks now and then finds nothing: new work is there when the listeners ran. */
  private static TaskTable emptyUntilItRings(SqlStore store) {
    AtomicBoolean rang = new AtomicBoolean();
    return (TaskTable)
        Proxy.newProxyInstance(
            TaskTable.class.getClassLoader(),
            new Class<?>[] {TaskTable.class},
            (_, method, args) ->
                switch (method.getName()) {
                  case "take" -> rang.get() ? method.invoke(store.tasks(), args) : List.of();
                  case "listen" -> method.invoke(store.tasks(), ringing(rang, (Runnable) args[0]));
                  default -> method.invoke(store.tasks(), args);
                });
  }

  private static Runnable ringing(AtomicBoolean rang, Runnable listener) {
    return () -> {
      rang.set(true);
      listener.run();
    };
  }

  private SmsOutbox keeping(TaskTable table) {
    return new SmsOutbox(
        table, journal(), Optional.empty(), (_, _) -> new WebReply(204, "", ""), clock);
  }

  @Test
  void aMessageThatWasTakenOutlastsItsServerAlsoWhileTheStoreIsAway() {
    try (SqlStore store = SqlStore.sqlite(folder)) {
      SmsOutbox killed = keeping(table(store, new AtomicBoolean(true)));
      killed.send("acme", "call-1", "+15550100", "+15550199", "One");
      killed.send("acme", "call-2", "+15550101", "+15550199", "Zwei: Straße");
      SmsOutbox next = keeping(store.tasks());
      next.start();
      next.close();
      assertThat(next.messages("acme", 10))
          .extracting(task -> TaskJson.parse(task.content()).path("text").asText())
          .containsExactlyInAnyOrder("One", "Zwei: Straße");
      assertThat(journal().isEmpty()).isTrue();
      killed.close();
    }
  }

  @Test
  void aMessageThatTheDiskDoesNotTakeGoesToTheStoreAtOnce() throws IOException {
    Files.createDirectories(folder.resolve("waiting.jsonl"));
    try (SqlStore store = SqlStore.sqlite(folder)) {
      SmsOutbox outbox = keeping(store.tasks());
      outbox.send("acme", "call-1", "+15550100", "+15550199", "One");
      outbox.close();
      assertThat(outbox.messages("acme", 10)).hasSize(1);
    }
  }

  @Test
  void aMessageThatNobodySendsOnIsForgottenAfterAMonth() {
    try (SqlStore store = SqlStore.sqlite(folder)) {
      Outbound outbound =
          new Outbound(
              store.tasks(),
              folder,
              OutboundLegs.none(),
              (_, _) -> new WebReply(204, "", ""),
              new AddressGuard(List.of(), "callbacks-allow", InetAddress::getAllByName),
              Optional.empty(),
              clock);
      outbound.sms().send("", "call-1", "+15550100", "+15550199", "Hello");
      outbound.sms().close();
      clock.pass(Duration.ofDays(29));
      outbound.forget();
      assertThat(outbound.sms().messages("", 10)).hasSize(1);
      clock.pass(Duration.ofDays(2));
      outbound.forget();
      assertThat(outbound.sms().messages("", 10)).isEmpty();
      outbound.close();
    }
  }
}
