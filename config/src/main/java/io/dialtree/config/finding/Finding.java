package io.dialtree.config.finding;

import io.dialtree.config.model.SourcePosition;

/**
 * One problem.
 *
 * @param severity an error means that something asked for will not work; a warning means it works
 *     in a way one may not expect
 * @param rule stable name of the rule that was broken, such as {@code maximum} or {@code
 *     unknown-key}
 * @param at where it stands
 * @param key the key or path inside the document, empty for the whole document
 * @param message what was found, a sentence without its key
 * @param allowed what is allowed, empty when the message says all
 * @param nearest the nearest allowed spelling, empty when none is near
 */
public record Finding(
    Severity severity,
    String rule,
    SourcePosition at,
    String key,
    String message,
    String allowed,
    String nearest) {
  /** How bad it is. */
  public enum Severity {
    /** Something asked for will not work. */
    ERROR,
    /** It runs, perhaps not as meant. */
    WARNING
  }

  /** True for an error. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The same at another place. */
  public Finding at(SourcePosition place) {
    return new Finding(severity, rule, place, key, message, allowed, nearest);
  }

  /** One line for people and for editors that jump to {@code file:line:column}. */
  public String line() {
    StringBuilder line = new StringBuilder(at.file());
    if (at.line() > 0) {
      line.append(':').append(at.line());
      if (at.column() > 0) {
        line.append(':').append(at.column());
      }
    }
    line.append(isError() ? ": error: " : ": warning: ");
    if (!key.isEmpty()) {
      line.append(key).append(": ");
    }
    line.append(message);
    if (!allowed.isEmpty()) {
      line.append("; allowed: ").append(allowed);
    }
    if (!nearest.isEmpty()) {
      line.append("; did you mean \"").append(nearest).append("\"?");
    }
    return OneLine.of(line.append(" [").append(rule).append(']').toString());
  }

  @Override
  public String toString() {
    return line();
  }
}
