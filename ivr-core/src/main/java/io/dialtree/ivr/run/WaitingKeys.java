package io.dialtree.ivr.run;

import io.dialtree.config.model.DigitRules;

/** Keys nobody has asked for yet, during one step. Confined to that step. */
public final class WaitingKeys {
  /** Two telephone numbers and a pin; more is noise. */
  static final int KEYS_MAX = 32;

  private final long nowMs;
  private String keys;
  private LateKeys late;

  WaitingKeys(RunState state, long nowMs) {
    this.nowMs = nowMs;
    this.keys = state.typedAhead();
    this.late = state.lateKeys();
  }

  String all() {
    return keys;
  }

  LateKeys late() {
    return late;
  }

  /** True when there is none. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** True when the next one is among these. */
  public boolean nextIsAmong(String wanted) {
    return !isEmpty() && wanted.indexOf(keys.charAt(0)) >= 0;
  }

  /** Takes the next one; there must be one. */
  public char take() {
    char key = keys.charAt(0);
    keys = keys.substring(1);
    return key;
  }

  /** Keeps a key; beyond the bound it is lost. */
  public void add(char key) {
    if (keys.length() < KEYS_MAX) {
      keys += key;
    }
  }

  /** Forgets them. */
  public void clear() {
    keys = "";
  }

  /**
   * The input was full before its terminator came: a caller who presses it all the same must not
   * disturb what follows.
   */
  public void ignoreLateTerminator(DigitRules rules) {
    if (isEmpty()) {
      late = new LateKeys(rules.terminators(), nowMs + rules.interDigitMs());
    } else if (nextIsAmong(rules.terminators())) {
      take();
    }
  }

  /** True when this key is such a terminator. Any key ends the waiting for one. */
  boolean takeLate(char key) {
    boolean ignored = late.keys().indexOf(key) >= 0 && nowMs <= late.untilMs();
    late = LateKeys.NONE;
    return ignored;
  }
}
