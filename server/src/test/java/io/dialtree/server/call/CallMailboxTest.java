package io.dialtree.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallMailboxTest {
  @Test
  void shouldRunMessagesOneAfterTheOtherInTheOrderOfEachWriter() throws InterruptedException {
    List<Integer> seen = new ArrayList<>(); // unsynchronised on purpose: the mailbox is the lock
    CountDownLatch done = new CountDownLatch(10_000);
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      CallMailbox mailbox = new CallMailbox(virtual, () -> {});
      for (int i = 0; i < 10_000; i++) {
        int n = i;
        mailbox.post(() -> {
          seen.add(n);
          done.countDown();
        });
      }
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(seen).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
  }

  @Test
  void whatIsPostedWaitsUntilTheMailboxIsOpenedAndThenComesFirst() {
    List<String> seen = new ArrayList<>();
    CallMailbox mailbox = CallMailbox.shut(Runnable::run, () -> {});
    mailbox.post(() -> seen.add("admission"));
    mailbox.post(() -> seen.add("end"));
    assertThat(seen).isEmpty();
    mailbox.open();
    assertThat(seen).containsExactly("admission", "end");
    mailbox.post(() -> seen.add("later"));
    assertThat(seen).endsWith("later");
  }

  @Test
  void shouldEndTheCallAndGoOnAfterAMessageThatFails() {
    List<String> seen = new ArrayList<>();
    CallMailbox mailbox = new CallMailbox(Runnable::run, () -> seen.add("fault"));
    mailbox.post(() -> {
      throw new OutOfMemoryError("on purpose");
    });
    mailbox.post(() -> seen.add("next"));
    assertThat(seen).containsExactly("fault", "next");
  }
}
