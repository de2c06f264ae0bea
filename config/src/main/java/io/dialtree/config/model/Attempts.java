package io.dialtree.config.model;

/**
 * How often a question may fail.
 *
 * @param noInput failures by silence that end the question, from 1
 * @param noMatch failures by wrong keys that end the question, from 1
 * @param shared silence and wrong keys use up one common number, which both limits then hold
 */
public record Attempts(int noInput, int noMatch, boolean shared) {
  /** One number for both kinds of failure. */
  public static Attempts shared(int total) {
    return new Attempts(total, total, true);
  }

  /** True when silence has used up its tries. */
  public boolean noInputExhausted(int noInputs, int noMatches) {
    return (shared ? noInputs + noMatches : noInputs) >= noInput;
  }

  /** True when wrong keys have used up their tries. */
  public boolean noMatchExhausted(int noInputs, int noMatches) {
    return (shared ? noInputs + noMatches : noMatches) >= noMatch;
  }
}
