package io.dialtree.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.store.Task;
import io.dialtree.store.TaskQueue;
import io.dialtree.store.sql.SqlStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmsOutboxTest {
  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();
  private final List<String> posts = new ArrayList<>();

  private SmsOutbox outbox(SqlStore store, Optional<URI> webhook) {
    return new SmsOutbox(
        store.tasks(),
        webhook,
        (url, address, json) -> {
          posts.add(url + " " + json);
          return posts.size() == 1 ? 503 : 204;
        },
        clock,
        () -> {});
  }

  @Test
  void withoutAWebhookMessagesWaitToBeRead() {
    try (SqlStore store = SqlStore.sqlite(folder)) {
      SmsOutbox outbox = outbox(store, Optional.empty());
      outbox.send("call-1", "+15550100", "+15550199", "We write to you");
      outbox.close();
      assertThat(outbox.isSending()).isFalse();
      List<Task> messages = outbox.messages(10);
      assertThat(messages).hasSize(1);
      assertThat(messages.getFirst().state()).isEqualTo(Task.State.WAITING);
      assertThat(TaskJson.parse(messages.getFirst().content()).path("text").asText())
          .isEqualTo("We write to you");
    }
  }

  @Test
  void theWebhookGetsAMessageAgainUntilItTakesIt() {
    try (SqlStore store = SqlStore.sqlite(folder)) {
      SmsOutbox outbox = outbox(store, Optional.of(URI.create("http://127.0.0.1:1/sms")));
      outbox.send("call-1", "+15550100", "+15550199", "Hello");
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
      assertThat(outbox.messages(1).getFirst().state()).isEqualTo(Task.State.DONE);
    }
  }
}
