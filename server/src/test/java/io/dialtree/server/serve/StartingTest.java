package io.dialtree.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialtree.server.serve.Starting.Part;
import io.dialtree.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class StartingTest {
  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }

  @Test
  void partsStartSideBySideAndWaitForEachOther() throws StartFailure {
    CountDownLatch met = new CountDownLatch(2);
    try (Starting starting = new Starting()) {
      Part<Boolean> one = starting.begin(() -> meet(met));
      Part<Boolean> two = starting.begin(() -> meet(met));
      Part<Boolean> both = starting.begin(() -> one.get() && two.get());
      assertThat(starting.done(both.get())).isTrue();
    }
  }

  private static boolean meet(CountDownLatch met) throws InterruptedException {
    met.countDown();
    met.await();
    return true;
  }

  @Test
  void whenOnePartFailsTheOthersAreClosedTheLastFirst() {
    assertThatThrownBy(
            () -> {
              try (Starting starting = new Starting()) {
                Part<AutoCloseable> first = starting.begin(() -> part("first"));
                starting.keep(part("kept"));
                Part<AutoCloseable> bad =
                    starting.begin(() -> {
                      first.get();
                      throw new StoreUnavailable("the store does not answer", new Exception());
                    });
                starting.begin(() -> part("last"));
                bad.get();
              }
            })
        .isInstanceOf(StartFailure.class)
        .hasMessage("the store does not answer");
    assertThat(closed).containsExactly("last", "kept", "first");
  }

  @Test
  void whoWaitsForAPartThatFailsIsToldItsReason() {
    try (Starting starting = new Starting()) {
      Part<String> bad =
          starting.begin(() -> {
            throw new StartFailure("port 5060 is taken");
          });
      Part<String> waiting = starting.begin(bad::get);
      assertThatThrownBy(waiting::get).hasMessage("port 5060 is taken");
    }
  }

  @Test
  void nothingIsClosedWhenAllIsThere() throws StartFailure {
    try (Starting starting = new Starting()) {
      Part<AutoCloseable> part = starting.begin(() -> part("part"));
      assertThat(starting.done(part.get())).isNotNull();
    }
    assertThat(closed).isEmpty();
  }
}
