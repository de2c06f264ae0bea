package io.dialtree.ivr.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.DigitRules.Match;
import io.dialtree.config.model.DigitRules.TerminatorAlone;
import io.dialtree.config.model.DigitRules.TypeAhead;
import io.dialtree.ivr.digit.Collected.EndedBy;
import org.junit.jupiter.api.Test;

final class DigitCollectorTest {
  private static DigitCollector collector(int max, String terminators, Match match) {
    DigitRules rules =
        new DigitRules(
            1,
            max,
            5_000,
            2_000,
            terminators,
            true,
            true,
            TypeAhead.KEEP,
            match,
            TerminatorAlone.NO_INPUT);
    return new DigitCollector(rules, "1"::equals);
  }

  @Test
  void shouldEndAtTheLongestInput() {
    assertThat(collector(2, "#", Match.AT_END).key("1", '2'))
        .isEqualTo(new Progress.Done(new Collected("12", EndedBy.MAX, "")));
  }

  @Test
  void shouldLeaveTheTerminatorOutOfTheResult() {
    assertThat(collector(4, "#*", Match.AT_END).key("1", '*'))
        .isEqualTo(new Progress.Done(new Collected("1", EndedBy.TERMINATOR, "*")));
  }

  @Test
  void shouldTakeStarAndPoundAsKeysWhenTheyAreNoTerminators() {
    assertThat(collector(4, "", Match.AT_END).key("", '#')).isEqualTo(new Progress.Waiting("#"));
  }

  @Test
  void shouldEndEarlyOnlyWhereTheRulesMatchEarly() {
    assertThat(collector(4, "#", Match.AT_END).key("", '1')).isEqualTo(new Progress.Waiting("1"));
    assertThat(collector(4, "#", Match.WHEN_UNIQUE).key("", '1'))
        .isEqualTo(new Progress.Done(new Collected("1", EndedBy.MATCH, "")));
  }

  @Test
  void shouldTellWhichTimerRanOut() {
    DigitCollector collector = collector(4, "#", Match.AT_END);
    assertThat(collector.timeout("").endedBy()).isEqualTo(EndedBy.FIRST_TIMEOUT);
    assertThat(collector.timeout("1").endedBy()).isEqualTo(EndedBy.INTER_TIMEOUT);
  }
}
