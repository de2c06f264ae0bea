package io.dialtree.ivr.run;

/** How often the current question has failed, during one step. Confined to that step. */
public final class Tries {
  private int noInputs;
  private int noMatches;
  private boolean kept;

  Tries(RunState state) {
    this.noInputs = state.noInputs();
    this.noMatches = state.noMatches();
  }

  /** Silences at this question. */
  public int noInputs() {
    return noInputs;
  }

  /** Wrong entries at this question. */
  public int noMatches() {
    return noMatches;
  }

  /** One more silence. */
  public void countNoInput() {
    noInputs++;
  }

  /** One more wrong entry. */
  public void countNoMatch() {
    noMatches++;
  }

  /** A question begins. */
  public void begin() {
    if (!kept) {
      noInputs = 0;
      noMatches = 0;
    }
  }

  /** The question that begins next goes on where it was. */
  void keep() {
    kept = true;
  }
}
