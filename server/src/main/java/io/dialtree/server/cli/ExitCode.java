package io.dialtree.server.cli;

/** What the command line's exit codes mean. */
final class ExitCode {
  static final int OK = 0;

  /** It was asked for rightly and did not work. */
  static final int FAILURE = 1;

  /** It was asked for wrongly: options, settings. */
  static final int USAGE = 2;

  private ExitCode() {}
}
