package io.dialtree.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Each command is a class of its own; adding one is a line here. */
@Command(
    name = "dialtree",
    description = "A SIP/RTP IVR server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      StatusCommand.class,
      CallsCommand.class,
      ShowCommand.class,
      HangupCommand.class,
      ReloadCommand.class,
      DrainCommand.class,
      DialCommand.class,
      LoadCommand.class,
      DtmfCommand.class,
      CheckCommand.class,
      SimulateCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      TestCommand.class,
      GraphCommand.class,
      CompletionCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway") // picocli fills the field before anything runs
  private Main() {
    spec = null;
  }

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is needed, such as serve");
  }
}
