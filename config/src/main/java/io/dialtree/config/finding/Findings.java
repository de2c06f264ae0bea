package io.dialtree.config.finding;

import io.dialtree.config.finding.Finding.Severity;
import io.dialtree.config.model.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/** Collects the findings of one document while it is read. Confined to the reading thread. */
public final class Findings {
  /** A document of a megabyte could be wrong in every line; nobody reads more than this. */
  static final int FINDINGS_MAX = 200;

  private final List<Finding> list = new ArrayList<>();
  private boolean errors;

  /** Notes an error. */
  public void error(
      String rule, SourcePosition at, String key, String message, String allowed, String nearest) {
    add(new Finding(Severity.ERROR, rule, at, key, message, allowed, nearest));
  }

  /** Notes an error that needs no list of allowed values. */
  public void error(String rule, SourcePosition at, String key, String message) {
    error(rule, at, key, message, "", "");
  }

  /** Notes a warning. */
  public void warning(String rule, SourcePosition at, String key, String message) {
    add(new Finding(Severity.WARNING, rule, at, key, message, "", ""));
  }

  /** Adds a finding made elsewhere; what was said already is not said again. */
  public void add(Finding finding) {
    errors |= finding.isError();
    if (list.size() < FINDINGS_MAX && !list.contains(finding)) {
      list.add(finding);
    }
  }

  /** True once there was an error. */
  public boolean hasErrors() {
    return errors;
  }

  /** All of them, in the order they were found. */
  public List<Finding> list() {
    return List.copyOf(list);
  }
}
