package io.dialtree.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PollPaceTest {
  private static final long NOTHING = Long.MAX_VALUE;
  private final PollPace pace = new PollPace();

  private long[] idle(int looks) {
    return LongStream.range(0, looks).map(_ -> pace.waitMs(false, NOTHING)).toArray();
  }

  @Test
  void whereNothingIsToDoTheStoreIsAskedEveryFiveSecondsInTheEnd() {
    assertThat(idle(7)).containsExactly(500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000);
  }

  @Test
  void whoRingsIsServedAndMakesItQuickAgain() {
    idle(7);
    pace.rang();
    assertThat(idle(2)).containsExactly(500, 1_000);
  }

  @Test
  void whereThereWasWorkMoreIsLookedForSoon() {
    idle(7);
    assertThat(pace.waitMs(true, NOTHING)).isEqualTo(500);
    assertThat(pace.waitMs(false, NOTHING)).isEqualTo(1_000);
  }

  @Test
  void aTryThatIsDueIsNotSleptThrough() {
    idle(7);
    assertThat(pace.waitMs(false, 1_200)).isEqualTo(1_200);
    assertThat(pace.waitMs(false, -3)).isZero();
  }
}
