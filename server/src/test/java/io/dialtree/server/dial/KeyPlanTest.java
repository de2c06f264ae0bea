package io.dialtree.server.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialtree.server.dial.KeyPlan.Group;
import org.junit.jupiter.api.Test;

class KeyPlanTest {
  @Test
  void shouldPressAGroupInTheNextSilenceWhenItHasNoTime() {
    assertThat(KeyPlan.parse("12#").groups()).containsExactly(new Group("12#", -1));
  }

  @Test
  void shouldPressGroupsAtTheirTimes() {
    assertThat(KeyPlan.parse("1@2.5s, 2@6s").groups())
        .containsExactly(new Group("1", 2500), new Group("2", 6000));
  }

  @Test
  void shouldTakeLettersInAnyCase() {
    assertThat(KeyPlan.parse("a*").groups()).containsExactly(new Group("A*", -1));
  }

  @Test
  void shouldPressNothingWhenNothingIsAskedFor() {
    assertThat(KeyPlan.parse("").groups()).isEmpty();
  }

  @Test
  void shouldSayWhatIsAllowedWhenAGroupMakesNoSense() {
    assertThatThrownBy(() -> KeyPlan.parse("1,x@2s"))
        .hasMessageContaining("\"x@2s\"")
        .hasMessageContaining("1@2.5s,2@6s");
  }
}
