package io.dialtree.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told of changes, and when, in virtual time. */
final class ChangeListenerTest {
  private final ScriptedExchange exchange = new ScriptedExchange();
  private final ChangeListener changes = new ChangeListener(exchange);
  private final List<String> told = new ArrayList<>();
  private int failures;

  /** Says when it was told, and fails as often as it is told to. */
  private Runnable listener(String name) {
    return () -> {
      told.add(name + " at " + exchange.nowMs);
      if (name.startsWith("failing") && failures > 0) {
        failures--;
        throw new IllegalStateException("the store is not back yet");
      }
    };
  }

  @Test
  void everyNewLineTellsAllBecauseSomethingMayHaveBeenMissed() {
    changes.add(Channel.DOCUMENT, listener("documents"));
    changes.add(Channel.TASK, listener("tasks"));
    exchange.lost().nothing();
    changes.run();
    assertThat(told)
        .containsExactly("documents at 0", "tasks at 0", "documents at 1000", "tasks at 1000");
  }

  @Test
  void whoCouldNotTakeAChangeInIsToldEverySecondUntilItCanAndNobodyElseIs() {
    failures = 3;
    changes.add(Channel.DOCUMENT, listener("failing"));
    changes.add(Channel.DOCUMENT, listener("good"));
    exchange.nothing().nothing().nothing().nothing();
    changes.run();
    assertThat(told)
        .containsExactly(
            "failing at 0", "good at 0", "failing at 1000", "failing at 2000", "failing at 3000");
    assertThat(exchange.nowMs).as("then it is quiet again").isEqualTo(8_000);
  }

  @Test
  void anAnnouncementReachesThoseOfItsChannelAndThoseWhoAreBehind() {
    failures = 1;
    changes.add(Channel.DOCUMENT, listener("failing"));
    changes.add(Channel.TASK, listener("tasks"));
    exchange.announced(Channel.TASK).announced(Channel.DOCUMENT);
    changes.run();
    assertThat(told)
        .containsExactly(
            "failing at 0", "tasks at 0", "failing at 10", "tasks at 10", "failing at 20");
  }

  @Test
  void aLineThatDiesWhileSomebodyIsBehindIsFoundDead() {
    failures = 2;
    changes.add(Channel.DOCUMENT, listener("failing"));
    exchange.nothing().dead().nothing();
    changes.run();
    assertThat(told)
        .containsExactly("failing at 0", "failing at 1000", "failing at 2000", "failing at 3000");
  }

  @Test
  void whoStopsListeningIsToldNothingMore() {
    changes.add(Channel.DOCUMENT, changes::close);
    changes.add(Channel.DOCUMENT, listener("good"));
    changes.run();
    assertThat(told).isEmpty();
  }

  /** Lines on which things happen as written; the listener is closed when all has happened. */
  private final class ScriptedExchange implements ChangeListener.Exchange {
    private enum Step {
      NOTHING,
      LOST,
      DEAD,
      DOCUMENT,
      TASK
    }

    private final Deque<Step> steps = new ArrayDeque<>();
    private int nowMs;

    private ScriptedExchange then(Step step) {
      steps.add(step);
      return this;
    }

    ScriptedExchange nothing() {
      return then(Step.NOTHING);
    }

    ScriptedExchange lost() {
      return then(Step.LOST);
    }

    /** Silence, and no answer to the question after it. */
    ScriptedExchange dead() {
      return then(Step.DEAD);
    }

    ScriptedExchange announced(Channel channel) {
      return then(channel == Channel.TASK ? Step.TASK : Step.DOCUMENT);
    }

    @Override
    public ChangeListener.Line connect() {
      return new ScriptedLine();
    }

    @Override
    public void pause() {
      nowMs += 1_000;
    }

    @Override
    public void wake() {}

    private final class ScriptedLine implements ChangeListener.Line {
      private boolean dead;

      @Override
      public Set<Channel> heard(int limitMs) throws SQLException {
        if (steps.isEmpty()) {
          changes.close();
          return EnumSet.noneOf(Channel.class);
        }
        Step step = steps.pop();
        return switch (step) {
          case LOST -> throw new SQLException("the connection is lost");
          case DOCUMENT -> announcedAfter(Channel.DOCUMENT);
          case TASK -> announcedAfter(Channel.TASK);
          case NOTHING, DEAD -> {
            nowMs += limitMs;
            dead = step == Step.DEAD;
            yield EnumSet.noneOf(Channel.class);
          }
        };
      }

      private Set<Channel> announcedAfter(Channel channel) {
        nowMs += 10;
        return EnumSet.of(channel);
      }

      @Override
      public void ask() throws SQLException {
        if (dead) {
          throw new SQLException("no answer");
        }
      }

      @Override
      public void close() {}
    }
  }
}
