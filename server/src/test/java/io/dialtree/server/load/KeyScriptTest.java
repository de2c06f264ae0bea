package io.dialtree.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyScriptTest {
  @Test
  void shouldHoldEachKeyForFiveFramesAndPauseForSix() {
    KeyScript script = new KeyScript("1#");
    StringBuilder seen = new StringBuilder();
    for (int frame = -2; frame < 24; frame++) {
      char key = script.keyAt(frame);
      seen.append(key == KeyScript.NO_KEY ? '.' : key);
    }
    assertThat(seen.toString()).isEqualTo("..11111......#####........");
  }

  @Test
  void shouldPressOnceAKey() {
    KeyScript script = new KeyScript("55");
    long presses = 0;
    for (int frame = 0; frame < script.frames(); frame++) {
      presses += script.isPress(frame) ? 1 : 0;
    }
    assertThat(presses).isEqualTo(2);
    assertThat(script.isRunning(script.frames())).isFalse();
  }

  @Test
  void shouldPressNothingWithoutKeys() {
    assertThat(new KeyScript("").isRunning(0)).isFalse();
  }

  @Test
  void shouldNameTheCharacterThatIsNoKey() {
    assertThatThrownBy(() -> new KeyScript("12x"))
        .hasMessageContaining("\"x\"")
        .hasMessageContaining("0-9 * # A-D");
  }
}
